"""What a step of the year or a command was asked for and cannot do."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput, Environment


class NoSigner(BadInput):
    """Nobody signs."""


class DraftOfSeveral(BadInput):
    """``count`` records that are written together cannot go round as one draft."""


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


class RoleUnknown(BadInput):
    """There is no ``role`` of this id; ``known`` are there."""


class HolderMissing(BadInput):
    """The public key file ``path`` does not say whose key it is."""


class FileThere(BadInput):
    """``path`` is there already and is not overwritten."""


class FormUnreadable(BadInput):
    """A form ``file`` that is no YAML: ``reason``."""


class FormWrong(BadInput):
    """``count`` things wrong in a form ``file``: ``listed`` in sentences, ``faults`` with field, line and message
    each."""


class ContentWrong(BadInput):
    """What a command was given does not fit the record: ``count``, ``listed`` and ``faults`` as of `FormWrong`."""


class FieldNeeded(BadInput):
    """``field``, called ``label``, cannot be left out here; ``example`` shows how it is filled in."""


class RecordUnknown(BadInput):
    """No record ``id`` that could be corrected."""


class RecordNotFound(BadInput):
    """No record has the number, the id or the beginning of an id that ``text`` gives."""


class RecordAmbiguous(BadInput):
    """The ids of ``count`` records begin with ``text``; ``candidates`` tells of the first."""


class NameAmbiguous(BadInput):
    """``count`` entries of the register are named ``text``; ``candidates`` are the ids of the first."""


class NothingToPropose(BadInput):
    """The workbook has no task of the office that signs, or was asked for; ``offices`` are those that have some."""


class CommittedAlready(BadInput):
    """The draw of ``task`` in force, the ``ordinal``-th, has been committed to in the record's ``file``."""


class SecretUnpromised(BadInput):
    """A secret file that fits no promise of the draw of ``task``."""


class PlanUnclear(BadInput):
    """Several plans await approval: ``plans``."""


class PlanAbsent(BadInput):
    """No plan awaits approval."""


class ProposalAbsent(BadInput):
    """Nothing of ``year`` is there to be made into a plan: no office has proposed, or all stands in a plan already."""


class NumbersNeeded(BadInput):
    """The draw of ``task`` names ``count`` drawings (``issues``), and another number of lines was ``given``."""


class NumbersShort(BadInput):
    """A drawing (``issue``) has ``wanted`` numbers, and ``given`` were typed: ``missing`` are left to type."""


class FilmNeeded(BadInput):
    """The draw of ``task`` rests on balls and no film was given, or a film was given and it does not."""


class ChainUnknown(BadInput):
    """The ledger trusts no beacon ``chain``; ``known`` lists those it does."""


class SecretsNotGiven(BadInput):
    """Secret files of ``roles`` are missing for the draw of ``task``."""


class LibraryMissing(Environment):
    """An optional ``library`` is not installed; the ``extra`` of this package brings it."""


class EngineFailed(Environment):
    """A database ``engine`` cannot be reached or started, or gave up; ``reason`` is its own."""


class PoolFileUnreadable(BadInput):
    """A pool file cannot be read as a table with the columns id and class; ``reason`` is the reader's."""


class SeedMalformed(BadInput):
    """A ``seed`` that is not 64 lower-case hex digits."""


class SampleUnfit(BadInput):
    """``sample`` bodies cannot be drawn of a ``credit_class`` with ``size`` bodies, or nothing was said of that
    class."""


class NoticeMalformed(BadInput):
    """Not the code of an inspection notice."""


class NoticeRefused(BadInput):
    """The seal does not hold ``body`` with this team and place."""


class ProofListMalformed(BadInput):
    """Not the list of a sealed draw that ``ssj draw seal`` writes; ``reason`` says where."""


class SecretFileMalformed(BadInput):
    """``path`` does not hold 64 hex digits."""


class NoticeAbsent(BadInput):
    """The program came without the holiday notice of ``year``; it has those of the years ``known``."""


class NoticeUnread(BadInput):
    """A text that is not the holiday notice of ``year``, or cannot be read as one: ``reason``."""


class KnownAlready(BadInput):
    """What was to be entered (``what``) stands in the ledger already, to the letter."""


class MomentAhead(BadInput):
    """A record's ``time`` lies ahead of this machine's ``clock``."""


class SettingsUnfilled(BadInput):
    """The settings file ``file`` still holds ``text``, which is to be replaced, and ``count`` such places in all."""


class FoundingForeign(BadInput):
    """A file to sign that founds no ledger, but is a record of kind ``kind``."""
