"""Every reason for a refusal, by room: whoever raises one says ``errors.Reason(…)``."""

from ssj_publish.errors.base import (
    BadInput as BadInput,
)
from ssj_publish.errors.base import (
    Environment as Environment,
)
from ssj_publish.errors.base import (
    NotVerified as NotVerified,
)
from ssj_publish.errors.base import (
    Refused as Refused,
)
from ssj_publish.errors.base import (
    SsjError as SsjError,
)
from ssj_publish.errors.disclosures import (
    AlreadyWithheld as AlreadyWithheld,
)
from ssj_publish.errors.disclosures import (
    DisclosureCommitted as DisclosureCommitted,
)
from ssj_publish.errors.disclosures import (
    DisclosureMalformed as DisclosureMalformed,
)
from ssj_publish.errors.disclosures import (
    DisclosureMismatch as DisclosureMismatch,
)
from ssj_publish.errors.disclosures import (
    DisclosureMisplaced as DisclosureMisplaced,
)
from ssj_publish.errors.disclosures import (
    DisclosureMissing as DisclosureMissing,
)
from ssj_publish.errors.disclosures import (
    DisclosureRepeated as DisclosureRepeated,
)
from ssj_publish.errors.disclosures import (
    DisclosureTerm as DisclosureTerm,
)
from ssj_publish.errors.disclosures import (
    DisclosureUnfinished as DisclosureUnfinished,
)
from ssj_publish.errors.disclosures import (
    FieldNotRemovable as FieldNotRemovable,
)
from ssj_publish.errors.disclosures import (
    NothingToWithhold as NothingToWithhold,
)
from ssj_publish.errors.drawing import (
    BeaconMissing as BeaconMissing,
)
from ssj_publish.errors.drawing import (
    BeaconRefused as BeaconRefused,
)
from ssj_publish.errors.drawing import (
    ChainRefused as ChainRefused,
)
from ssj_publish.errors.drawing import (
    CommitmentMismatch as CommitmentMismatch,
)
from ssj_publish.errors.drawing import (
    DrawLive as DrawLive,
)
from ssj_publish.errors.drawing import (
    DrawNotOpen as DrawNotOpen,
)
from ssj_publish.errors.drawing import (
    DrawVoided as DrawVoided,
)
from ssj_publish.errors.drawing import (
    DuplicateId as DuplicateId,
)
from ssj_publish.errors.drawing import (
    FallbackUnfit as FallbackUnfit,
)
from ssj_publish.errors.drawing import (
    IdMalformed as IdMalformed,
)
from ssj_publish.errors.drawing import (
    Infeasible as Infeasible,
)
from ssj_publish.errors.drawing import (
    LockUnfit as LockUnfit,
)
from ssj_publish.errors.drawing import (
    LotteryRefused as LotteryRefused,
)
from ssj_publish.errors.drawing import (
    NotDrawn as NotDrawn,
)
from ssj_publish.errors.drawing import (
    NothingLocked as NothingLocked,
)
from ssj_publish.errors.drawing import (
    OpeningWrong as OpeningWrong,
)
from ssj_publish.errors.drawing import (
    OrdinalWrong as OrdinalWrong,
)
from ssj_publish.errors.drawing import (
    PartyWrong as PartyWrong,
)
from ssj_publish.errors.drawing import (
    PoolEmpty as PoolEmpty,
)
from ssj_publish.errors.drawing import (
    PromiseUnfit as PromiseUnfit,
)
from ssj_publish.errors.drawing import (
    ProofRefused as ProofRefused,
)
from ssj_publish.errors.drawing import (
    RatioFalls as RatioFalls,
)
from ssj_publish.errors.drawing import (
    ReasonUnfit as ReasonUnfit,
)
from ssj_publish.errors.drawing import (
    ResultMismatch as ResultMismatch,
)
from ssj_publish.errors.drawing import (
    ResultRepeated as ResultRepeated,
)
from ssj_publish.errors.drawing import (
    RoundNotYet as RoundNotYet,
)
from ssj_publish.errors.drawing import (
    RoundPast as RoundPast,
)
from ssj_publish.errors.drawing import (
    SealMismatch as SealMismatch,
)
from ssj_publish.errors.drawing import (
    SealUnfit as SealUnfit,
)
from ssj_publish.errors.drawing import (
    SecretMismatch as SecretMismatch,
)
from ssj_publish.errors.drawing import (
    SecretRepeated as SecretRepeated,
)
from ssj_publish.errors.drawing import (
    SecretsMissing as SecretsMissing,
)
from ssj_publish.errors.drawing import (
    SlotUnfillable as SlotUnfillable,
)
from ssj_publish.errors.drawing import (
    SubstitutionMismatch as SubstitutionMismatch,
)
from ssj_publish.errors.drawing import (
    TaskOver as TaskOver,
)
from ssj_publish.errors.drawing import (
    TlockMalformed as TlockMalformed,
)
from ssj_publish.errors.drawing import (
    TlockRefused as TlockRefused,
)
from ssj_publish.errors.drawing import (
    VisitsBegun as VisitsBegun,
)
from ssj_publish.errors.encoding import (
    ByteOrderMark as ByteOrderMark,
)
from ssj_publish.errors.encoding import (
    CarriageReturn as CarriageReturn,
)
from ssj_publish.errors.encoding import (
    DuplicateKey as DuplicateKey,
)
from ssj_publish.errors.encoding import (
    EmptyContainer as EmptyContainer,
)
from ssj_publish.errors.encoding import (
    EncodingError as EncodingError,
)
from ssj_publish.errors.encoding import (
    FileTooLarge as FileTooLarge,
)
from ssj_publish.errors.encoding import (
    ForbiddenCharacter as ForbiddenCharacter,
)
from ssj_publish.errors.encoding import (
    MalformedLine as MalformedLine,
)
from ssj_publish.errors.encoding import (
    NoFinalNewline as NoFinalNewline,
)
from ssj_publish.errors.encoding import (
    NotNormalized as NotNormalized,
)
from ssj_publish.errors.encoding import (
    NotUtf8 as NotUtf8,
)
from ssj_publish.errors.encoding import (
    TooDeep as TooDeep,
)
from ssj_publish.errors.encoding import (
    UnwritableText as UnwritableText,
)
from ssj_publish.errors.encoding import (
    UnwritableValue as UnwritableValue,
)
from ssj_publish.errors.encoding import (
    WrongIndent as WrongIndent,
)
from ssj_publish.errors.git import (
    AttributesUnsafe as AttributesUnsafe,
)
from ssj_publish.errors.git import (
    BranchForced as BranchForced,
)
from ssj_publish.errors.git import (
    BranchRemoved as BranchRemoved,
)
from ssj_publish.errors.git import (
    CheckpointCovers as CheckpointCovers,
)
from ssj_publish.errors.git import (
    FileAltered as FileAltered,
)
from ssj_publish.errors.git import (
    FileRemoved as FileRemoved,
)
from ssj_publish.errors.git import (
    FileRetyped as FileRetyped,
)
from ssj_publish.errors.git import (
    GitFailed as GitFailed,
)
from ssj_publish.errors.git import (
    GitMissing as GitMissing,
)
from ssj_publish.errors.git import (
    GitTooOld as GitTooOld,
)
from ssj_publish.errors.git import (
    HookForeign as HookForeign,
)
from ssj_publish.errors.git import (
    LedgerChange as LedgerChange,
)
from ssj_publish.errors.git import (
    MergeConflict as MergeConflict,
)
from ssj_publish.errors.git import (
    ModeWrong as ModeWrong,
)
from ssj_publish.errors.git import (
    NotARepository as NotARepository,
)
from ssj_publish.errors.git import (
    NothingToMove as NothingToMove,
)
from ssj_publish.errors.git import (
    ObjectMissing as ObjectMissing,
)
from ssj_publish.errors.git import (
    RevisionUnknown as RevisionUnknown,
)
from ssj_publish.errors.git import (
    ServerExpected as ServerExpected,
)
from ssj_publish.errors.git import (
    Unrelated as Unrelated,
)
from ssj_publish.errors.git import (
    WorkTreeDirty as WorkTreeDirty,
)
from ssj_publish.errors.importers import (
    RemovalUnexplained as RemovalUnexplained,
)
from ssj_publish.errors.importers import (
    WorkbookFaults as WorkbookFaults,
)
from ssj_publish.errors.importers import (
    WorkbookUnreadable as WorkbookUnreadable,
)
from ssj_publish.errors.inspecting import (
    AcknowledgementMissing as AcknowledgementMissing,
)
from ssj_publish.errors.inspecting import (
    ActionMissing as ActionMissing,
)
from ssj_publish.errors.inspecting import (
    AlreadyRetracted as AlreadyRetracted,
)
from ssj_publish.errors.inspecting import (
    CaseExists as CaseExists,
)
from ssj_publish.errors.inspecting import (
    CaseMismatch as CaseMismatch,
)
from ssj_publish.errors.inspecting import (
    CaseOrder as CaseOrder,
)
from ssj_publish.errors.inspecting import (
    CaseRests as CaseRests,
)
from ssj_publish.errors.inspecting import (
    CaseUngrounded as CaseUngrounded,
)
from ssj_publish.errors.inspecting import (
    CertificateInvalid as CertificateInvalid,
)
from ssj_publish.errors.inspecting import (
    ChecklistWrong as ChecklistWrong,
)
from ssj_publish.errors.inspecting import (
    CodeContradicts as CodeContradicts,
)
from ssj_publish.errors.inspecting import (
    CorrectionTooFar as CorrectionTooFar,
)
from ssj_publish.errors.inspecting import (
    DateOrder as DateOrder,
)
from ssj_publish.errors.inspecting import (
    FiguresWrong as FiguresWrong,
)
from ssj_publish.errors.inspecting import (
    InspectorRecused as InspectorRecused,
)
from ssj_publish.errors.inspecting import (
    ItemsWrong as ItemsWrong,
)
from ssj_publish.errors.inspecting import (
    ItemUncovered as ItemUncovered,
)
from ssj_publish.errors.inspecting import (
    MethodUnfit as MethodUnfit,
)
from ssj_publish.errors.inspecting import (
    NotAmendable as NotAmendable,
)
from ssj_publish.errors.inspecting import (
    PenaltyTerm as PenaltyTerm,
)
from ssj_publish.errors.inspecting import (
    ProofMissing as ProofMissing,
)
from ssj_publish.errors.inspecting import (
    ResultExists as ResultExists,
)
from ssj_publish.errors.inspecting import (
    SummaryExists as SummaryExists,
)
from ssj_publish.errors.inspecting import (
    TeamTooSmall as TeamTooSmall,
)
from ssj_publish.errors.inspecting import (
    TeamWrong as TeamWrong,
)
from ssj_publish.errors.inspecting import (
    VisitEarly as VisitEarly,
)
from ssj_publish.errors.inspecting import (
    VisitRepeated as VisitRepeated,
)
from ssj_publish.errors.inspecting import (
    VisitUngrounded as VisitUngrounded,
)
from ssj_publish.errors.keys import (
    AuthorityRepeated as AuthorityRepeated,
)
from ssj_publish.errors.keys import (
    BadPublicKey as BadPublicKey,
)
from ssj_publish.errors.keys import (
    BadSignature as BadSignature,
)
from ssj_publish.errors.keys import (
    BeaconAltered as BeaconAltered,
)
from ssj_publish.errors.keys import (
    BeaconRepeated as BeaconRepeated,
)
from ssj_publish.errors.keys import (
    ClassesMalformed as ClassesMalformed,
)
from ssj_publish.errors.keys import (
    KeyMalformed as KeyMalformed,
)
from ssj_publish.errors.keys import (
    KeyNotCanonical as KeyNotCanonical,
)
from ssj_publish.errors.keys import (
    KeyNotHeld as KeyNotHeld,
)
from ssj_publish.errors.keys import (
    KeyRetired as KeyRetired,
)
from ssj_publish.errors.keys import (
    KeyRevoked as KeyRevoked,
)
from ssj_publish.errors.keys import (
    KeyShared as KeyShared,
)
from ssj_publish.errors.keys import (
    KeySmallOrder as KeySmallOrder,
)
from ssj_publish.errors.keys import (
    NewKeysShort as NewKeysShort,
)
from ssj_publish.errors.keys import (
    RecoveryUnfit as RecoveryUnfit,
)
from ssj_publish.errors.keys import (
    RoleCount as RoleCount,
)
from ssj_publish.errors.keys import (
    RoleMissing as RoleMissing,
)
from ssj_publish.errors.keys import (
    RoleRepeated as RoleRepeated,
)
from ssj_publish.errors.keys import (
    ThresholdImpossible as ThresholdImpossible,
)
from ssj_publish.errors.keys import (
    ThresholdNotMet as ThresholdNotMet,
)
from ssj_publish.errors.keys import (
    UnknownKey as UnknownKey,
)
from ssj_publish.errors.keys import (
    VersionWrong as VersionWrong,
)
from ssj_publish.errors.ledger import (
    AppendRace as AppendRace,
)
from ssj_publish.errors.ledger import (
    ForeignFile as ForeignFile,
)
from ssj_publish.errors.ledger import (
    LedgerNotFound as LedgerNotFound,
)
from ssj_publish.errors.ledger import (
    RecordChanged as RecordChanged,
)
from ssj_publish.errors.ledger import (
    RecordTooLarge as RecordTooLarge,
)
from ssj_publish.errors.ledger import (
    StorageFailed as StorageFailed,
)
from ssj_publish.errors.office import (
    ChainUnknown as ChainUnknown,
)
from ssj_publish.errors.office import (
    DraftMalformed as DraftMalformed,
)
from ssj_publish.errors.office import (
    DrawUnknown as DrawUnknown,
)
from ssj_publish.errors.office import (
    FileThere as FileThere,
)
from ssj_publish.errors.office import (
    FormUnreadable as FormUnreadable,
)
from ssj_publish.errors.office import (
    FormWrong as FormWrong,
)
from ssj_publish.errors.office import (
    HolderMissing as HolderMissing,
)
from ssj_publish.errors.office import (
    LibraryMissing as LibraryMissing,
)
from ssj_publish.errors.office import (
    NoSigner as NoSigner,
)
from ssj_publish.errors.office import (
    NoticeMalformed as NoticeMalformed,
)
from ssj_publish.errors.office import (
    NoticeRefused as NoticeRefused,
)
from ssj_publish.errors.office import (
    NumbersNeeded as NumbersNeeded,
)
from ssj_publish.errors.office import (
    PlanUnclear as PlanUnclear,
)
from ssj_publish.errors.office import (
    PoolFileUnreadable as PoolFileUnreadable,
)
from ssj_publish.errors.office import (
    ProofListMalformed as ProofListMalformed,
)
from ssj_publish.errors.office import (
    RecordUnknown as RecordUnknown,
)
from ssj_publish.errors.office import (
    RoleUnknown as RoleUnknown,
)
from ssj_publish.errors.office import (
    SampleUnfit as SampleUnfit,
)
from ssj_publish.errors.office import (
    SecretFileMalformed as SecretFileMalformed,
)
from ssj_publish.errors.office import (
    SecretsNotGiven as SecretsNotGiven,
)
from ssj_publish.errors.office import (
    SecretsUnpromised as SecretsUnpromised,
)
from ssj_publish.errors.office import (
    SeedMalformed as SeedMalformed,
)
from ssj_publish.errors.office import (
    SignedAlready as SignedAlready,
)
from ssj_publish.errors.office import (
    TaskUnknown as TaskUnknown,
)
from ssj_publish.errors.planning import (
    ItemRetired as ItemRetired,
)
from ssj_publish.errors.planning import (
    MergeMalformed as MergeMalformed,
)
from ssj_publish.errors.planning import (
    OfficeAbsent as OfficeAbsent,
)
from ssj_publish.errors.planning import (
    PlanApproved as PlanApproved,
)
from ssj_publish.errors.planning import (
    PlanNotApproved as PlanNotApproved,
)
from ssj_publish.errors.planning import (
    ProposalTaken as ProposalTaken,
)
from ssj_publish.errors.planning import (
    ProposalUnanswered as ProposalUnanswered,
)
from ssj_publish.errors.planning import (
    RatioMalformed as RatioMalformed,
)
from ssj_publish.errors.planning import (
    RatiosIncomplete as RatiosIncomplete,
)
from ssj_publish.errors.planning import (
    ScopeUncovered as ScopeUncovered,
)
from ssj_publish.errors.planning import (
    TaskAltered as TaskAltered,
)
from ssj_publish.errors.planning import (
    TaskCancelled as TaskCancelled,
)
from ssj_publish.errors.planning import (
    TaskDrawn as TaskDrawn,
)
from ssj_publish.errors.planning import (
    TaskExists as TaskExists,
)
from ssj_publish.errors.planning import (
    TaskWindow as TaskWindow,
)
from ssj_publish.errors.records import (
    GenesisMisplaced as GenesisMisplaced,
)
from ssj_publish.errors.records import (
    LedgerEmpty as LedgerEmpty,
)
from ssj_publish.errors.records import (
    LinkBroken as LinkBroken,
)
from ssj_publish.errors.records import (
    NotCanonical as NotCanonical,
)
from ssj_publish.errors.records import (
    OriginWrong as OriginWrong,
)
from ssj_publish.errors.records import (
    RecordMalformed as RecordMalformed,
)
from ssj_publish.errors.records import (
    RecordRepeated as RecordRepeated,
)
from ssj_publish.errors.records import (
    ReferenceUnknown as ReferenceUnknown,
)
from ssj_publish.errors.records import (
    ReferenceUnstated as ReferenceUnstated,
)
from ssj_publish.errors.records import (
    SequenceBroken as SequenceBroken,
)
from ssj_publish.errors.records import (
    SequenceMisstated as SequenceMisstated,
)
from ssj_publish.errors.records import (
    TimeBackwards as TimeBackwards,
)
from ssj_publish.errors.records import (
    TimeBeforeReference as TimeBeforeReference,
)
from ssj_publish.errors.records import (
    TimeMalformed as TimeMalformed,
)
from ssj_publish.errors.records import (
    UnknownKind as UnknownKind,
)
from ssj_publish.errors.registers import (
    BasisMissing as BasisMissing,
)
from ssj_publish.errors.registers import (
    BranchMalformed as BranchMalformed,
)
from ssj_publish.errors.registers import (
    CalendarMalformed as CalendarMalformed,
)
from ssj_publish.errors.registers import (
    CalendarUnknown as CalendarUnknown,
)
from ssj_publish.errors.registers import (
    CertificateShared as CertificateShared,
)
from ssj_publish.errors.registers import (
    ChangeEmpty as ChangeEmpty,
)
from ssj_publish.errors.registers import (
    ClassUnknown as ClassUnknown,
)
from ssj_publish.errors.registers import (
    CodeShared as CodeShared,
)
from ssj_publish.errors.registers import (
    DateInFuture as DateInFuture,
)
from ssj_publish.errors.registers import (
    EntryExists as EntryExists,
)
from ssj_publish.errors.registers import (
    EntryUnchanged as EntryUnchanged,
)
from ssj_publish.errors.registers import (
    FieldEmpty as FieldEmpty,
)
from ssj_publish.errors.registers import (
    NameShared as NameShared,
)
from ssj_publish.errors.registers import (
    OfficeUnknown as OfficeUnknown,
)
from ssj_publish.errors.registers import (
    OrderBroken as OrderBroken,
)
from ssj_publish.errors.registers import (
    RecusalRepeated as RecusalRepeated,
)
from ssj_publish.errors.signing import (
    AgentFailed as AgentFailed,
)
from ssj_publish.errors.signing import (
    AgentLacksKey as AgentLacksKey,
)
from ssj_publish.errors.signing import (
    AgentMissing as AgentMissing,
)
from ssj_publish.errors.signing import (
    CommentMalformed as CommentMalformed,
)
from ssj_publish.errors.signing import (
    KeyFileExists as KeyFileExists,
)
from ssj_publish.errors.signing import (
    KeyFileMalformed as KeyFileMalformed,
)
from ssj_publish.errors.signing import (
    KeyFileUnreadable as KeyFileUnreadable,
)
from ssj_publish.errors.signing import (
    KeyFileUnwritable as KeyFileUnwritable,
)
from ssj_publish.errors.signing import (
    KeyRoundsTooMany as KeyRoundsTooMany,
)
from ssj_publish.errors.signing import (
    NotEd25519 as NotEd25519,
)
from ssj_publish.errors.signing import (
    PassphraseEmpty as PassphraseEmpty,
)
from ssj_publish.errors.signing import (
    PublicKeyFileMalformed as PublicKeyFileMalformed,
)
from ssj_publish.errors.signing import (
    WrongPassphrase as WrongPassphrase,
)
from ssj_publish.errors.site import (
    OutputForeign as OutputForeign,
)
from ssj_publish.errors.site import (
    PortTaken as PortTaken,
)
from ssj_publish.errors.site import (
    SiteFailed as SiteFailed,
)
from ssj_publish.errors.site import (
    SiteMissing as SiteMissing,
)
from ssj_publish.errors.site import (
    SiteSettings as SiteSettings,
)
from ssj_publish.errors.tlog import (
    AuthorityMalformed as AuthorityMalformed,
)
from ssj_publish.errors.tlog import (
    AuthorityOffline as AuthorityOffline,
)
from ssj_publish.errors.tlog import (
    AuthorityUnknown as AuthorityUnknown,
)
from ssj_publish.errors.tlog import (
    BundleMalformed as BundleMalformed,
)
from ssj_publish.errors.tlog import (
    CheckpointBeyond as CheckpointBeyond,
)
from ssj_publish.errors.tlog import (
    CheckpointConflict as CheckpointConflict,
)
from ssj_publish.errors.tlog import (
    CheckpointDiffers as CheckpointDiffers,
)
from ssj_publish.errors.tlog import (
    CheckpointFileUnusable as CheckpointFileUnusable,
)
from ssj_publish.errors.tlog import (
    CheckpointForeign as CheckpointForeign,
)
from ssj_publish.errors.tlog import (
    CheckpointMalformed as CheckpointMalformed,
)
from ssj_publish.errors.tlog import (
    CheckpointMisnamed as CheckpointMisnamed,
)
from ssj_publish.errors.tlog import (
    CosignatureMisplaced as CosignatureMisplaced,
)
from ssj_publish.errors.tlog import (
    LogError as LogError,
)
from ssj_publish.errors.tlog import (
    LogKeyMissing as LogKeyMissing,
)
from ssj_publish.errors.tlog import (
    LogKeyWrong as LogKeyWrong,
)
from ssj_publish.errors.tlog import (
    NoCheckpoint as NoCheckpoint,
)
from ssj_publish.errors.tlog import (
    NoteMalformed as NoteMalformed,
)
from ssj_publish.errors.tlog import (
    NoteSignatureWrong as NoteSignatureWrong,
)
from ssj_publish.errors.tlog import (
    NoteUnsigned as NoteUnsigned,
)
from ssj_publish.errors.tlog import (
    SignedBeyond as SignedBeyond,
)
from ssj_publish.errors.tlog import (
    TilePathMalformed as TilePathMalformed,
)
from ssj_publish.errors.tlog import (
    TlogProofMalformed as TlogProofMalformed,
)
from ssj_publish.errors.tlog import (
    TokenMalformed as TokenMalformed,
)
from ssj_publish.errors.tlog import (
    TokenRefused as TokenRefused,
)
from ssj_publish.errors.tlog import (
    TrustRefused as TrustRefused,
)
from ssj_publish.errors.tlog import (
    VerifierKeyAmbiguous as VerifierKeyAmbiguous,
)
from ssj_publish.errors.tlog import (
    VerifierKeyMalformed as VerifierKeyMalformed,
)
from ssj_publish.errors.tlog import (
    WitnessRefused as WitnessRefused,
)
from ssj_publish.errors.tlog import (
    WitnessUnknown as WitnessUnknown,
)
from ssj_publish.errors.web import (
    AnswerRefused as AnswerRefused,
)
from ssj_publish.errors.web import (
    AnswerTooLarge as AnswerTooLarge,
)
from ssj_publish.errors.web import (
    MirrorDiffers as MirrorDiffers,
)
from ssj_publish.errors.web import (
    MirrorShrunk as MirrorShrunk,
)
from ssj_publish.errors.web import (
    NotThere as NotThere,
)
from ssj_publish.errors.web import (
    RoundUnreachable as RoundUnreachable,
)
from ssj_publish.errors.web import (
    SumsMalformed as SumsMalformed,
)
from ssj_publish.errors.web import (
    Unreachable as Unreachable,
)
from ssj_publish.errors.witness import (
    ClockBack as ClockBack,
)
from ssj_publish.errors.witness import (
    LogNotToWatch as LogNotToWatch,
)
from ssj_publish.errors.witness import (
    LogSignatureRefused as LogSignatureRefused,
)
from ssj_publish.errors.witness import (
    LogUnknown as LogUnknown,
)
from ssj_publish.errors.witness import (
    WitnessDamaged as WitnessDamaged,
)
from ssj_publish.errors.witness import (
    WitnessFolderMissing as WitnessFolderMissing,
)
from ssj_publish.errors.witness import (
    WitnessInconsistent as WitnessInconsistent,
)
from ssj_publish.errors.witness import (
    WitnessKeyWrong as WitnessKeyWrong,
)
from ssj_publish.errors.witness import (
    WitnessNameUnfit as WitnessNameUnfit,
)
from ssj_publish.errors.witness import (
    WitnessRefusal as WitnessRefusal,
)
from ssj_publish.errors.witness import (
    WitnessRequestMalformed as WitnessRequestMalformed,
)
from ssj_publish.errors.witness import (
    WitnessStale as WitnessStale,
)
