"""Every reason for which something is refused, one leaf each.

An error carries data, never a sentence: the surface (``ssj_publish.wording``) words it in Chinese, and a
test holds that each leaf has its wording. The four families decide the command's exit code.
"""

from __future__ import annotations

from typing import Any


class SsjError(Exception):
    """Base. The keyword arguments become attributes, and are what the wording may name."""

    def __init__(self, **data: Any) -> None:
        super().__init__(data)
        self.data = data

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["data"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __str__(self) -> str:
        pairs = ", ".join(f"{key}={value!r}" for key, value in self.data.items())
        return f"{type(self).__name__}({pairs})"


class NotVerified(SsjError):
    """A ledger, record or draw that does not hold (exit code 1)."""


class BadInput(SsjError):
    """Something a person gave that cannot be used (exit code 2)."""


class Environment(SsjError):
    """The machine, not the input, is at fault (exit code 3)."""


# Encoding: a file that is not in the canonical profile (``core.encoding``).


class EncodingError(NotVerified):
    """A file is not in the canonical profile. ``line`` from 1 (0: the whole), ``reason`` a code, ``name`` if known."""

    reason = "encoding"


class FileTooLarge(EncodingError):
    """The file is larger than the cap. ``size`` and ``limit`` in bytes."""

    reason = "size"


class ByteOrderMark(EncodingError):
    """The file begins with the UTF-8 byte order mark."""

    reason = "bom"


class CarriageReturn(EncodingError):
    """The file holds a CR: a tool has turned its line ends into CRLF."""

    reason = "crlf"


class NotUtf8(EncodingError):
    """The bytes at this line are not UTF-8."""

    reason = "utf-8"


class ForbiddenCharacter(EncodingError):
    """A control character, or one that YAML readers cannot agree on. ``code`` is ``U+XXXX``."""

    reason = "character"


class NotNormalized(EncodingError):
    """The text is not in Unicode normalization form C."""

    reason = "nfc"


class NoFinalNewline(EncodingError):
    """The last line is not ended by LF (or the file is empty)."""

    reason = "final-newline"


class MalformedLine(EncodingError):
    """The line is not one that the profile knows: wrong quotes, escape, number, key, white space, comment, tag."""

    reason = "line"


class WrongIndent(EncodingError):
    """The line stands at a column where no container is open for it."""

    reason = "indent"


class EmptyContainer(EncodingError):
    """A key announces a mapping or sequence that has no line of its own. ``line`` is the line after it."""

    reason = "empty"


class DuplicateKey(EncodingError):
    """A mapping has the same ``key`` twice."""

    reason = "duplicate"


class TooDeep(EncodingError):
    """More containers inside each other than ``limit``."""

    reason = "depth"


class UnwritableText(BadInput):
    """A string at ``path`` holds a control character, or is not in normalization form C."""


class UnwritableValue(BadInput):
    """The value at ``path`` has no form in the profile: ``reason`` is type, key, integer, empty, depth or size."""


class Refused(NotVerified):
    """A record that the rules refuse. ``name`` is the file it stands in, or would."""


# core.records


class RecordMalformed(Refused):
    """The content does not have the shape of its kind: ``reason`` as msgspec words it."""


class UnknownKind(Refused):
    """No such kind of record."""


class TimeMalformed(Refused):
    """Not Beijing time to the second."""


class NotCanonical(Refused):
    """Reading and writing the record does not give its bytes."""


# core.chain


class SequenceBroken(Refused):
    """A number is missing, repeated or out of place."""


class SequenceMisstated(SequenceBroken):
    """The file bears the right name, and says in its first line that it is number ``seq``."""


class LinkBroken(Refused):
    """``prev`` is not the digest of the record before."""


class RecordRepeated(Refused):
    """The same statement stands in the ledger already."""


class TimeBeforeReference(Refused):
    """Dated before a record that it refers to."""


class TimeBackwards(Refused):
    """Dated more than the tolerance before what already stands."""


class OriginWrong(Refused):
    """The record belongs to another ledger."""


class ReferenceUnknown(Refused):
    """It points at something that is not there: ``what`` and ``id``."""


class ReferenceUnstated(Refused):
    """A record named in the body is missing from refs."""


class GenesisMisplaced(Refused):
    """The first record is not genesis, or a later one is."""


class LedgerEmpty(BadInput):
    """There is no record yet."""


# core.authority


class RoleRepeated(Refused):
    """A role id stands twice."""


class RoleCount(Refused):
    """Not exactly one role of a type, or no office."""


class ThresholdImpossible(Refused):
    """A threshold above the number of keys."""


class KeyShared(Refused):
    """One public key in two places."""


class UnknownKey(Refused):
    """A signature by a key the ledger does not know."""


class ThresholdNotMet(Refused):
    """Fewer distinct keys of a role than its threshold."""


class RoleMissing(Refused):
    """A role that must sign has not."""


# core.rules.keys


class KeyRevoked(Refused):
    """``key`` was revoked by ``record``; it neither signs nor comes back."""


class KeyRetired(Refused):
    """``key`` was replaced by ``record``; it neither signs nor comes back."""


class VersionWrong(Refused):
    """Not the next version of a role's keys: ``version`` instead of ``expected``."""


class NewKeysShort(Refused):
    """Fewer of the new keys have signed than their threshold."""


class KeyNotHeld(Refused):
    """``key`` is none of the ``role``."""


class RecoveryUnfit(Refused):
    """The root keys cannot be recovered: nothing stands above them."""


class BeaconAltered(Refused):
    """A beacon ``id`` that named another chain."""


class AuthorityRepeated(Refused):
    """A time-stamping authority's id stands twice."""


class ClassesMalformed(Refused):
    """No credit classes, or one twice."""


class BeaconRepeated(Refused):
    """A beacon id stands twice."""


# core.calendar


class CalendarMalformed(Refused):
    """A day of the wrong year or sort in a holiday notice."""


class CalendarUnknown(BadInput):
    """No holiday notice for a year."""


# core.rules.registers


class BasisMissing(Refused):
    """An item without a legal basis."""


class OfficeUnknown(Refused):
    """No such 业务科室, or not the one that may write this."""


class FieldEmpty(Refused):
    """A list is empty or repeats a value."""


class ClassUnknown(Refused):
    """A credit class that the ledger does not know."""


class DateInFuture(Refused):
    """A day after the record's own."""


class BranchMalformed(Refused):
    """``branch_of`` names no head with the same code."""


class CodeShared(Refused):
    """Two heads share a credit code."""


class NameShared(Refused):
    """Two heads share a name: ``text``."""


class CertificateShared(Refused):
    """Two inspectors share a certificate number."""


class ChangeEmpty(Refused):
    """A change that changes nothing."""


class OrderBroken(Refused):
    """A list is not sorted, or names something twice."""


class EntryExists(Refused):
    """An added id is there already."""


class EntryUnchanged(Refused):
    """A change or correction equal to what holds."""


class RecusalRepeated(Refused):
    """A pair recused already."""


# core.rules.planning


class TaskExists(Refused):
    """A task id used before."""


class TaskAltered(Refused):
    """A task differs from its proposal."""


class TaskWindow(Refused):
    """Start after end, or outside the plan's year."""


class TaskDrawn(Refused):
    """A task with a live draw, or cancelled, cannot be cancelled."""


class TaskCancelled(Refused):
    """The task is cancelled."""


class MergeMalformed(Refused):
    """A merged task is not the union of two or more proposed ones."""


class ProposalTaken(Refused):
    """A proposal answered before, or of another year."""


class ProposalUnanswered(Refused):
    """A proposed task neither kept, merged nor declined."""


class PlanApproved(Refused):
    """Approved before."""


class PlanNotApproved(Refused):
    """No draw before approval."""


class ItemRetired(Refused):
    """An item that is not, or no longer, in force."""


class ScopeUncovered(Refused):
    """An item does not apply to a type of body in scope."""


class OfficeAbsent(Refused):
    """An item's office takes no part in the task."""


class RatiosIncomplete(Refused):
    """Not one ratio for each class in order."""


class RatioMalformed(Refused):
    """A ratio above one."""


# core.rules.drawing, core.commitment


class TaskOver(Refused):
    """A commitment after the task's last day, ``end``."""


class ReasonUnfit(Refused):
    """A reason that the ledger contradicts, or that is for something else."""


class DisclosureMalformed(Refused):
    """A content's file that is none: ``reason``."""


class DisclosureMismatch(Refused):
    """A content whose bytes are not those of ``digest``: another salt, another text."""


class DisclosureMisplaced(Refused):
    """A content for ``field``, where ``expected`` refers to it."""


class DisclosureMissing(Refused):
    """The content ``digest`` of ``field`` is gone, and no record or end date allows it."""


class DisclosureRepeated(Refused):
    """``field`` refers to the content ``digest``, which another field refers to already."""


class DisclosureTerm(Refused):
    """The last public day ``day`` of ``field`` is over, or is not that of the penalty."""


class AlreadyWithheld(Refused):
    """The content ``digest`` has been withheld before."""


class OrdinalWrong(Refused):
    """Not the next draw of the task."""


class DrawLive(Refused):
    """A draw of the task is in force."""


class PartyWrong(Refused):
    """Not a party of this draw, or the parties' secrets are incomplete."""


class SecretRepeated(Refused):
    """A party's second secret or reveal."""


class PromiseUnfit(Refused):
    """A promise or a reveal with both a plain and a timelocked half, or with neither."""


class LockUnfit(Refused):
    """A secret is locked to a ``round`` that has passed, is not after the draw's own, or is not by its opening."""


class NothingLocked(Refused):
    """No secret of the draw that is still closed is locked to ``round``."""


class PoolEmpty(Refused):
    """Nothing would be drawn."""


class CommitmentMismatch(Refused):
    """A field differs from what the registers give."""


class OpeningWrong(Refused):
    """``opens`` before the commitment or the round."""


class RoundPast(Refused):
    """The public randomness is out already, in part at least."""


class RoundNotYet(Refused):
    """Before the round's moment."""


class FallbackUnfit(Refused):
    """The fallback does not allow this."""


class SealUnfit(Refused):
    """The seal is missing, given twice, or not wanted."""


class SealMismatch(Refused):
    """What is opened is not what was sealed."""


class ResultRepeated(Refused):
    """Opened before."""


class ResultMismatch(Refused):
    """The written result is not what the recomputation gives."""


class SecretsMissing(Refused):
    """Not every party has revealed."""


class BeaconMissing(Refused):
    """The round's signature is missing."""


class DrawVoided(Refused):
    """The draw is not in force."""


class VisitsBegun(Refused):
    """A draw under which somebody was visited cannot be voided."""


class DrawNotOpen(Refused):
    """The draw's result is not there yet, or it is void."""


class NotDrawn(Refused):
    """The body was not drawn, or is done with."""


class SubstitutionMismatch(Refused):
    """Not the next in the published order."""


class SlotUnfillable(Refused):
    """Nobody is left who may inspect the items."""


# core.rules.inspecting


class VisitUngrounded(Refused):
    """Not exactly one of draw and trigger."""


class AcknowledgementMissing(Refused):
    """Not exactly one of signature and reason."""


class VisitRepeated(Refused):
    """The drawn body has a visit."""


class VisitEarly(Refused):
    """Visited before the draw's outcome was fixed."""


class MethodUnfit(Refused):
    """No item allows the method."""


class TeamTooSmall(Refused):
    """Fewer than the minimum of inspectors, or one twice."""


class TeamWrong(Refused):
    """Not the drawn team."""


class CertificateInvalid(Refused):
    """A certificate not valid on the day."""


class InspectorRecused(Refused):
    """An inspector who is recused."""


class ItemUncovered(Refused):
    """Nobody in the team may inspect an item."""


class ItemsWrong(Refused):
    """Not the task's items."""


class ProofMissing(Refused):
    """A visit under a sealed draw without its proof."""


class ResultExists(Refused):
    """A second result for an item."""


class ChecklistWrong(Refused):
    """Not every point of the item answered."""


class CodeContradicts(Refused):
    """Code and checklist disagree."""


class ActionMissing(Refused):
    """A pending problem without measure or day."""


class DateOrder(Refused):
    """A day before the one it follows."""


# core.rules.casework


class CaseExists(Refused):
    """The number is used, or the result has a case."""


class CaseUngrounded(Refused):
    """The result found nothing."""


class CaseMismatch(Refused):
    """Body or office is not the result's."""


class CaseOrder(Refused):
    """A step out of order."""


class PenaltyTerm(Refused):
    """A penalty without severity and term, or a term without penalty."""


# core.rules.oversight


class NotAmendable(Refused):
    """A kind that cannot be corrected or retracted."""


class AlreadyRetracted(Refused):
    """Out of force already."""


class CorrectionTooFar(Refused):
    """The replacement is about something else."""


class CaseRests(Refused):
    """A case rests on the result."""


class SummaryExists(Refused):
    """A summary of the year is in force."""


class FiguresWrong(Refused):
    """A figure is not what the ledger gives."""


# ceremony


class NoSigner(BadInput):
    """Nobody signs."""


class DraftMalformed(BadInput):
    """A draft file that is not one: ``reason``."""


class SignedAlready(BadInput):
    """The key has signed this draft."""


class TaskUnknown(BadInput):
    """No plan has ``task``; ``known`` lists those there are."""


class DrawUnknown(BadInput):
    """``task`` has no draw in force."""


class SecretsUnpromised(BadInput):
    """Parties that have not promised their secret for the next draw of ``task``."""


# core.signatures


class BadPublicKey(NotVerified):
    """A public key that proves nothing. ``key`` as it was given (the line, or the 32 bytes in hex)."""


class KeyMalformed(BadPublicKey):
    """Not a line ``ssh-ed25519 AAAA…`` without comment."""


class KeyNotCanonical(BadPublicKey):
    """Not the one encoding of a point of the curve."""


class KeySmallOrder(BadPublicKey):
    """A point of small order: under it, one signature fits many messages."""


class BadSignature(NotVerified):
    """A signature does not hold. ``name`` is the file, if it stands in one; ``key`` the key's fingerprint."""


# ledger.store


class LedgerNotFound(BadInput):
    """There is no ``folder``, or it is no folder."""


class AppendRace(BadInput):
    """Another writer was first: the number in ``name`` is taken, or the ledger no longer ends just before it."""


class ForeignFile(NotVerified):
    """``name`` has no place in a ledger's ``folder``, or is a link or a folder in a file's place."""


class RecordTooLarge(NotVerified):
    """A record of more than ``limit`` bytes."""


class StorageFailed(Environment):
    """The system refused to read or write in ``folder``: ``reason`` in its words."""


# core.draw, core.strata, core.assignment, core.beacon, core.merkle


class RatioFalls(Refused):
    """The ratio of the ``worse`` class is below that of the ``better`` one."""


class IdMalformed(Refused):
    """An ``id`` that could not stand in a ticket."""


class DuplicateId(Refused):
    """An ``id`` twice in one pool."""


class SecretMismatch(Refused):
    """The secret is not the one whose ``commitment`` was published."""


class Infeasible(Refused):
    """Not every slot can be filled. ``shortage`` is the sum that shows it, ``bodies`` whom it concerns."""


class ChainRefused(Refused):
    """The description of drand ``chain`` does not agree with its hash, or names an unknown scheme."""


class BeaconRefused(Refused):
    """``round`` of ``chain`` does not hold: ``reason`` is round, length, previous, point, signature, answer or not-named."""


class LotteryRefused(Refused):
    """``issue`` of ``game`` does not hold: ``reason`` is issue, order, outcomes, beacon, count or numbers."""


class TlockMalformed(Refused):
    """Bytes that are no timelock ciphertext in the one form that is read."""


class TlockRefused(Refused):
    """A timelock ciphertext does not hold: ``reason`` is scheme, chain, round, length, point, key, mac or payload."""


class ProofRefused(Refused):
    """A Merkle proof does not hold: ``reason`` is size, index, node, long, short or root."""


# core: signed notes, checkpoints, proofs, tiles


class LogError(NotVerified):
    """Something of the transparency log does not hold."""


class VerifierKeyMalformed(LogError):
    """Not a verifier key: ``reason`` is form, type, id or name."""


class VerifierKeyAmbiguous(LogError):
    """Two of the keys given could have made the signature of ``signer``."""


class NoteMalformed(LogError):
    """Not a signed note: ``reason`` is size, utf-8, control, text, signatures, count, line or base64."""


class NoteUnsigned(LogError):
    """None of the keys that count has signed the note."""


class NoteSignatureWrong(LogError):
    """The signature of ``signer``, whose key is known, does not hold."""


class CheckpointMalformed(LogError):
    """The note's text is no checkpoint: ``reason`` is lines, origin, size, root or extension."""


class CheckpointForeign(LogError):
    """The checkpoint is of another log: ``origin``, where ``expected`` was due."""


class CheckpointMisnamed(LogError):
    """The checkpoint is for ``size`` records, another number than its file's name says."""


class CheckpointDiffers(LogError):
    """The first ``size`` records are not those that the checkpoint was signed for."""


class CheckpointBeyond(LogError):
    """The checkpoint is for ``size`` records, and the ledger has only ``count``."""


class LogKeyMissing(LogError):
    """There are checkpoints, but the ledger names no log key."""


class CosignatureMisplaced(LogError):
    """A witness's answer is not one signature line by the key that its file's name says."""


class TokenMalformed(LogError):
    """Not a time-stamping authority's answer in DER (RFC 3161); ``authority`` is the one its file names."""


class TokenRefused(LogError):
    """The token of ``authority`` does not hold: ``reason`` is data, hash, signer, chain or authority (not trusted)."""


class AuthorityMalformed(Refused):
    """The certificate of the time-stamping ``authority`` is none."""


class AuthorityUnknown(BadInput):
    """The ledger names no such time-stamping authority: ``known`` are named."""


class AuthorityOffline(BadInput):
    """The ledger gives no address of the time-stamping ``authority``."""


class CheckpointConflict(LogError):
    """A different file of this name stands already in the folder, and is never replaced."""


class SignedBeyond(LogError):
    """This machine has signed a checkpoint for ``size`` records, which the ledger of ``count`` does not continue."""


class TrustRefused(Refused):
    """The ledger cannot trust log and witnesses so: ``reason`` is type, name, shared or quorum; ``key`` is whose."""


class LogKeyWrong(BadInput):
    """The key is not the ledger's log key: ``key`` is given, ``expected`` is due."""


class NoCheckpoint(BadInput):
    """The ledger has no checkpoint yet."""


class WitnessRefused(Environment):
    """The witness ``witness`` does not cosign, and gives the HTTP ``status``."""


class WitnessUnknown(BadInput):
    """The ledger names no such witness: ``known`` are named."""


class CheckpointFileUnusable(BadInput):
    """The file ``path`` that a person gave is no checkpoint: ``reason`` in words."""


class TlogProofMalformed(LogError):
    """Not a proof file: ``reason`` is lines, index or nodes."""


class TilePathMalformed(LogError):
    """No tile lies at ``path``."""


class BundleMalformed(LogError):
    """An entry bundle breaks off, or runs on, at byte ``offset``."""


# core.witness


class WitnessRefusal(LogError):
    """A witness does not cosign; each leaf has its HTTP status (C2SP tlog-witness)."""


class WitnessRequestMalformed(WitnessRefusal):
    """The request has not the form it must have: ``reason`` is input, checkpoint or old."""


class LogUnknown(WitnessRefusal):
    """The witness does not watch the log ``origin``."""


class LogSignatureRefused(WitnessRefusal):
    """The log ``origin`` has not signed this checkpoint."""


class WitnessStale(WitnessRefusal):
    """The witness knows ``size`` leaves of ``origin``, not as many as the request says."""


class WitnessInconsistent(WitnessRefusal):
    """The checkpoint does not continue what the witness knows of ``origin``: ``reason`` as of `ProofRefused`."""


# witness


class WitnessFolderMissing(BadInput):
    """There is no witness in ``folder``."""


class WitnessNameUnfit(BadInput):
    """No witness can be called ``name``: notes could not bear it."""


class LogNotToWatch(BadInput):
    """``key`` is no log's key, or the witness's own, or another key of a log that is watched already."""


class WitnessKeyWrong(BadInput):
    """The private key (``key``) is not that of the witness (``expected``)."""


class WitnessDamaged(Environment):
    """What the witness has written down in ``path`` cannot be read: ``reason``."""


class ClockBack(Environment):
    """The clock shows ``time``, and showed ``last`` when the witness cosigned before; in POSIX seconds."""


# http, mirror


class RoundUnreachable(Environment):
    """No endpoint gave ``round`` of ``chain``, due at ``time``: ``told`` is each one's address and answer."""


class Unreachable(Environment):
    """Nothing came from ``url``: ``reason`` in the system's words, or address or redirect."""


class NotThere(Environment):
    """The server knows nothing at ``url``."""


class AnswerRefused(Environment):
    """The server at ``url`` answered with the HTTP ``status``."""


class AnswerTooLarge(Environment):
    """What ``url`` sends is longer than ``limit`` bytes."""


class SumsMalformed(NotVerified):
    """The list of records at ``url`` is not one that ``sha256sum`` writes of a ledger."""


class MirrorDiffers(NotVerified):
    """At ``url`` is something else than the site's own list says, or than was fetched before."""


class MirrorShrunk(NotVerified):
    """The site ``url`` has ``count`` records, and had ``before`` earlier."""


# keys


class KeyFileExists(BadInput):
    """``path`` is there already; keys are never replaced."""


class KeyFileUnreadable(BadInput):
    """The system does not give out ``path``: ``reason`` in its words."""


class KeyFileUnwritable(Environment):
    """The system does not write ``path``: ``reason`` in its words."""


class KeyFileMalformed(BadInput):
    """``path`` is no OpenSSH private key, or a broken one."""


class PublicKeyFileMalformed(BadInput):
    """``path`` is no public key file: ``ssh-ed25519``, the key, a comment, on one line."""


class WrongPassphrase(BadInput):
    """The passphrase does not open the key in ``path``, or it needs one and has been given none."""


class PassphraseEmpty(BadInput):
    """An empty passphrase for a new key in ``path``."""


class KeyRoundsTooMany(BadInput):
    """The key in ``path`` asks for more than ``limit`` rounds to derive from its passphrase."""


class NotEd25519(BadInput):
    """The key in ``path`` is of another kind."""


class CommentMalformed(BadInput):
    """A key's ``comment`` with a line break or another control character."""


# agent


class AgentMissing(Environment):
    """There is no ssh-agent to ask."""


class AgentLacksKey(BadInput):
    """The agent does not hold ``key``."""


class AgentFailed(Environment):
    """The agent gave no signature: ``reason`` is refused, closed, length, cut short or signature, or the system's words."""


# custody


class RoleUnknown(BadInput):
    """There is no ``role`` of this id; ``known`` are there."""


class HolderMissing(BadInput):
    """The public key file ``path`` does not say whose key it is."""


# importers


class WorkbookUnreadable(BadInput):
    """``file`` cannot be opened: ``reason`` in the system's words."""


class WorkbookFaults(BadInput):
    """``count`` things wrong in ``file``; ``faults`` and ``notices`` hold them (`importers.wording` words each)."""


class RemovalUnexplained(BadInput):
    """A newer workbook lacks ``count`` entries (the first are ``ids``), and nobody said why they go."""


# cli


class NothingToWithhold(BadInput):
    """The record ``id`` has no removable content that is still public."""


class FileThere(BadInput):
    """``path`` is there already and is not overwritten."""


class FormUnreadable(BadInput):
    """A form ``file`` that is no YAML: ``reason``."""


class FormWrong(BadInput):
    """A form ``file`` with a field that does not fit: ``reason`` as msgspec words it."""


class RecordUnknown(BadInput):
    """No record ``id`` that could be corrected."""


class PlanUnclear(BadInput):
    """Not exactly one plan awaits approval: ``count``, ``plans``."""


class NumbersNeeded(BadInput):
    """The draw of ``task`` names ``count`` ``issues`` of lotteries, and another number of lines was given."""


class ChainUnknown(BadInput):
    """The ledger trusts no beacon ``chain``; ``known`` lists those it does."""


class SecretsNotGiven(BadInput):
    """Secret files of ``roles`` are missing for the draw of ``task``."""


class LibraryMissing(Environment):
    """An optional ``library`` is not installed; the ``extra`` of this package brings it."""


class PoolFileUnreadable(BadInput):
    """A pool file cannot be read as a table with the columns id and class; ``reason`` is the reader's."""


class SeedMalformed(BadInput):
    """A ``seed`` that is not 64 lower-case hex digits."""


class SampleUnfit(BadInput):
    """``sample`` bodies cannot be drawn of a ``credit_class`` with ``size`` bodies, or nothing was said of that class."""


class NoticeMalformed(BadInput):
    """Not the code of an inspection notice."""


class NoticeRefused(BadInput):
    """The seal does not hold ``body`` with this team and place."""


class ProofListMalformed(BadInput):
    """Not the list of a sealed draw that ``ssj draw seal`` writes; ``reason`` says where."""


class SecretFileMalformed(BadInput):
    """``path`` does not hold 64 hex digits."""


# site


class SiteSettings(BadInput):
    """The settings file ``path`` cannot be used: ``reason``."""


class PortTaken(Environment):
    """Nobody can be served at ``port``: ``reason`` in the system's words."""


class OutputForeign(BadInput):
    """``folder`` holds something else than a built site, and is not replaced."""


class SiteMissing(BadInput):
    """There is no built site in ``folder``."""


class SiteFailed(Environment):
    """Pelican reported an error: ``reason`` in its words."""


# core.snapshot


class RecordChanged(NotVerified):
    """A record that was verified before now has other bytes than those verified (``digest``)."""


# git


class GitMissing(Environment):
    """There is no git."""


class GitFailed(Environment):
    """git refused: ``reason``."""


class GitTooOld(Environment):
    """This git cannot merge without a work tree; from version ``needed`` on it can."""


class ObjectMissing(Environment):
    """The file ``name`` is in the tree, but its bytes (blob ``id``) are neither here nor to be fetched."""


class NotARepository(BadInput):
    """``folder`` is in no git repository."""


class RevisionUnknown(BadInput):
    """No commit or tree is called ``revision``."""


class ModeWrong(NotVerified):
    """``name`` in a ledger is marked as a program (mode 100755)."""


class AttributesUnsafe(NotVerified):
    """``attribute`` lets git change the bytes of ``name`` when it is checked out or merged."""


# hooks


class LedgerChange(NotVerified):
    """A change to a ledger that is not an addition; ``name`` is the path, with the commit where there are several."""


class DisclosureCommitted(LedgerChange):
    """A removable content in git, from whose history nothing can be removed."""


class FileAltered(LedgerChange):
    """Other bytes."""


class FileRemoved(LedgerChange):
    """Gone, or renamed."""


class FileRetyped(LedgerChange):
    """Marked as a program, or turned into a link or a submodule."""


class BranchRemoved(NotVerified):
    """The deletion of the protected branch ``ref``."""


class BranchForced(NotVerified):
    """The protected branch ``ref`` would no longer hold what it held."""


class HookForeign(BadInput):
    """``path`` is a hook that somebody else wrote, and is not replaced."""


class ServerExpected(BadInput):
    """``folder`` is no bare repository."""


# resequence


class NothingToMove(BadInput):
    """HEAD has no record beyond what it shares with ``upstream``."""


class Unrelated(BadInput):
    """HEAD and ``upstream`` have no commit in common."""


class WorkTreeDirty(BadInput):
    """``name`` is changed, or in the ledger and not committed."""


class CheckpointCovers(BadInput):
    """The checkpoint file ``name`` stands for the records up to a number at or behind ``first``, which would move."""


class MergeConflict(BadInput):
    """Outside the ledger, both sides changed ``paths`` in different ways."""


# disclosures


class FieldNotRemovable(BadInput):
    """``field`` of this kind of record cannot be made removable; ``known`` are those that can."""


class DisclosureUnfinished(BadInput):
    """The content file ``name`` of the record ``record`` has been withheld, and still lies in its folder."""
