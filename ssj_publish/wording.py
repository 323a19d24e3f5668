"""What people read: one Chinese sentence for each error, with the place and the way out."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.SsjError: "出现未归类的错误：{data}",
}


WORDING |= {  # core.encoding
    errors.EncodingError: "第 {line} 行不符合本台账的规范写法。请用原始文件替换，不要手工改动记录文件。",
    errors.FileTooLarge: "文件有 {size} 字节，超过上限 {limit} 字节。请把内容拆成几条记录。",
    errors.ByteOrderMark: "文件开头有 BOM（字节顺序标记），多半是被编辑器另存过。请从仓库取回原始文件。",
    errors.CarriageReturn: (
        "第 {line} 行含回车符：文件的换行被改成了 CRLF，内容多半未变。"
        "请确认仓库的 .gitattributes 中有 “ledger/** -text”，再重新检出。"
    ),
    errors.NotUtf8: "第 {line} 行不是 UTF-8 编码。请从仓库取回原始文件。",
    errors.ForbiddenCharacter: "第 {line} 行含不允许的字符 {code}（控制字符或各软件解读不一的字符）。请从仓库取回原始文件。",
    errors.NotNormalized: "第 {line} 行的文字不是 Unicode NFC 规范形式。请从仓库取回原始文件。",
    errors.NoFinalNewline: "文件到第 {line} 行为止，末尾缺少换行，可能没有写完整。请从仓库取回原始文件。",
    errors.MalformedLine: "第 {line} 行不是规范写法允许的一行（引号、转义、数字、键名、空格或注释不对）。请从仓库取回原始文件。",
    errors.WrongIndent: "第 {line} 行的缩进与上文对不上。请从仓库取回原始文件。",
    errors.EmptyContainer: "第 {line} 行之前有一个键，下面没有任何内容；规范写法中应整项省去。请从仓库取回原始文件。",
    errors.DuplicateKey: "第 {line} 行重复了键 {key}：同一处的键只能出现一次。请从仓库取回原始文件。",
    errors.TooDeep: "第 {line} 行嵌套超过 {limit} 层。请从仓库取回原始文件。",
    errors.UnwritableText: "{path} 的文字含控制字符，或不是 Unicode NFC 规范形式，不能写入台账。请在来源表格中重新录入这一项。",
    errors.UnwritableValue: "{path} 的内容不能写入台账（原因代码 {reason}）。请检查这一项的类型、大小和是否为空。",
}


WORDING |= {  # core: the ledger and its rules
    errors.Refused: "记录不符合规则。",
    # core.records
    errors.RecordMalformed: "内容不符合这类记录的格式（{reason}）。请按 CONTRIBUTING 中的格式说明修改后重新签署。",
    errors.UnknownKind: "没有“{kind}”这种记录。请核对记录种类的拼写，或升级 ssj。",
    errors.TimeMalformed: "时间 {time} 的写法不对，应为北京时间、精确到秒，例如 2025-03-28T09:30:00+08:00。",
    errors.NotCanonical: "内容能读懂，但写法不是规范写法（字段顺序、多余的默认值等）。请用 ssj 生成记录，不要手工编辑。",
    # core.chain
    errors.SequenceMisstated: "文件里写的编号是 {seq}，与文件名不符：记录被调换、复制或改名。请从台账仓库取回完整的文件。",
    errors.SequenceBroken: "此处应当是 {expected}：有记录缺失、重复或改名。请从台账仓库取回完整的文件。",
    errors.LinkBroken: "prev 与上一条记录的摘要不符：上一条记录被改动过，或两处同时追加了记录。应为 {expected}。",
    errors.RecordRepeated: "同一条记录（编号 {id}）已在台账中，不能重复写入。",
    errors.TimeBeforeReference: "时间 {time} 早于它所引用的记录（{reference}）。请检查电脑时钟后重新生成。",
    errors.TimeBackwards: "时间 {time} 比台账中已有的最新时间 {latest} 早了三天以上。请检查电脑时钟后重新生成。",
    errors.OriginWrong: "记录属于另一本台账“{origin}”，本台账是“{expected}”。",
    errors.ReferenceUnknown: "所引用的“{id}”（{what}）在台账中没有，或排在后面。请核对编号。",
    errors.ReferenceUnstated: "正文用到的记录 {id} 没有列入 refs。请用 ssj 生成记录。",
    errors.GenesisMisplaced: "创世记录只能是、也必须是第一条记录。",
    errors.LedgerEmpty: "台账中还没有任何记录。请先运行 ssj init。",
    # core.authority
    errors.RoleRepeated: "角色“{role}”重复出现。",
    errors.RoleCount: "角色设置不对：政策法规科、局领导、纪检组必须各有一个，业务科室至少一个，根密钥至多一个（问题出在 {type}）。",
    errors.ThresholdImpossible: "角色“{role}”的门限是 {threshold}，多于它的密钥数。",
    errors.KeyShared: "公钥 {key} 在角色“{role}”之外还出现过：一把钥匙只能属于一个角色。",
    errors.UnknownKey: "签名所用的公钥 {key} 不在本台账的角色名单中。",
    errors.ThresholdNotMet: "“{role}”只有 {count} 把钥匙签名，需要 {threshold} 把。",
    errors.RoleMissing: "缺少应当签署的一方：{roles}（记录种类 {kind}）。请由其用自己的密钥签署。",
    # core.rules.keys
    errors.KeyRevoked: "密钥 {key} 已由 {record} 撤销：此后的签名不算数，也不能重新启用。请换用该角色现行的密钥。",
    errors.KeyRetired: "密钥 {key} 已由 {record} 换下：此后的签名不算数，也不能重新启用。请换用该角色现行的密钥。",
    errors.VersionWrong: "“{role}”的密钥版本应为 {expected}，而不是 {version}：版本逐次加一，不得退回或跳过。请用 ssj key 重新生成。",
    errors.NewKeysShort: "“{role}”的新密钥只有 {count} 把签名，需要 {threshold} 把。请新密钥的持有人用 ssj sign 补签。",
    errors.KeyNotHeld: "密钥 {key} 不是“{role}”的现行密钥。请用 ssj key list 核对指纹。",
    errors.RecoveryUnfit: "“{role}”是根密钥，不能补发，只能由现有根密钥自己换钥。",
    errors.BeaconAltered: "公共随机源编号 {id} 以前指的是另一条链，不能改指。请换一个编号。",
    errors.AuthorityRepeated: "时间戳机构的编号重复。请给每个机构不同的编号。",
    errors.ClassesMalformed: "信用等级的列表为空或有重复。",
    errors.BeaconRepeated: "公共随机源的编号重复。",
    # core.calendar
    errors.CalendarMalformed: "{year} 年放假安排中的 {day} 不对：应按日期排列、属于该年，放假日为周一至周五，补班日为周六或周日。",
    errors.CalendarUnknown: "台账中还没有 {year} 年的国务院放假安排，无法计算工作日。请先用 ssj calendar 录入该年的通知。",
    # core.rules.registers
    errors.BasisMissing: "事项 {item} 没有检查依据：没有依据不得检查。请补充法律、法规或规章的名称。",
    errors.OfficeUnknown: "{where} 的科室“{office}”不是本局的业务科室，或无权填写此项。",
    errors.FieldEmpty: "{id} 的 {field} 为空或有重复。",
    errors.ClassUnknown: "{body} 的信用等级“{credit_class}”不在本台账的等级之中。",
    errors.DateInFuture: "{id} 的日期 {day} 晚于记录本身的日期。",
    errors.BranchMalformed: "{body} 标为 {head} 的分支，但后者不存在、本身也是分支，或统一社会信用代码不同。",
    errors.CodeShared: "{first} 与 {second} 的统一社会信用代码同为 {code}。若是同一法人的分支机构，请注明所属的主体。",
    errors.NameShared: "{first} 与 {second} 的名称同为“{text}”：重复登记会被抽中两次。若确是两个单位，请在名称中加以区别。",
    errors.CertificateShared: "{first} 与 {second} 的执法证号同为 {certificate}。请核对。",
    errors.ChangeEmpty: "没有任何内容：不必写入台账。",
    errors.OrderBroken: "{id} 所在的列表没有按编号排列，或有重复。",
    errors.EntryExists: "编号 {id} 已在库中，应作为变更而不是新增。",
    errors.EntryUnchanged: "{id} 与现有内容完全相同，没有变化。",
    errors.RecusalRepeated: "{inspector} 对 {body} 的回避已经登记过。",
    # core.rules.planning
    errors.TaskExists: "任务编号 {task} 已经用过。请换一个编号。",
    errors.TaskAltered: "任务 {task} 与科室提报的内容不一致：应原样列入、合并或注明不列入的理由。",
    errors.TaskWindow: "任务 {task} 的抽取时间不对：起应不晚于止，且都在计划年度之内。",
    errors.TaskDrawn: "任务 {task} 已经抽取或已经取消，不能再取消。",
    errors.TaskCancelled: "任务 {task} 已经取消。",
    errors.MergeMalformed: "任务 {task} 的合并不对：联合任务应由两个以上提报任务合成，事项和科室是它们的总和，对象范围和抽查比例不得小于其中任何一个；提报时不得写合并来源。",
    errors.ProposalTaken: "提报 {proposal} 已列入别的计划，或不是同一年度。",
    errors.ProposalUnanswered: "提报的任务 {tasks} 没有着落或重复出现：每一个都要列入、合并，或写明不列入的理由。",
    errors.PlanApproved: "这份计划已经批准过。",
    errors.PlanNotApproved: "任务 {task} 所在的年度计划尚未经局领导批准，不能抽取。",
    errors.ItemRetired: "任务 {task} 用到的事项 {item} 不在现行清单中（未列入或已停用）。",
    errors.ScopeUncovered: "任务 {task} 的事项 {item} 不适用于 {types}。请缩小对象范围或拆成两个任务。",
    errors.OfficeAbsent: "任务 {task} 的事项 {item} 由{office}负责，但发起和响应科室中没有它。",
    errors.RatiosIncomplete: "任务 {task} 应按 {classes} 的顺序给出每个信用等级的抽查比例。",
    errors.RatioMalformed: "任务 {task} 的 {credit_class} 级比例大于 100%。",
    # core.rules.drawing, core.commitment
    errors.TaskOver: "任务 {task} 的抽查时间已于 {end} 结束，不能再抽取。请在新的计划中取消它，另立任务。",
    errors.ReasonUnfit: "理由“{reason}”与台账的记载不符，或不适用于此。请先在名录库或回避中登记事实，再按事实填写理由。",
    errors.DisclosureMalformed: "这不是规范的可移除内容文件（{reason}）。请从网站的 ledger/disclosures/ 或备份取回原始文件。",
    errors.DisclosureMismatch: "可移除内容与记录里的指纹 {digest} 不符（内容或盐值被改动过）。请从网站的 ledger/disclosures/ 或备份取回原始文件。",
    errors.DisclosureMisplaced: "这份可移除内容写给“{field}”，记录里引用它的却是“{expected}”。请取回原始文件。",
    errors.DisclosureMissing: "“{field}”的可移除内容（{digest}）不见了，而没有不再公开的记录，公示也没有到期。请从备份取回；确需移除的，由政策法规科和纪检组共同运行 ssj withhold。",
    errors.DisclosureRepeated: "“{field}”引用的可移除内容（{digest}）已被别处引用：一份内容只能用在一处。请重新生成记录。",
    errors.DisclosureTerm: "“{field}”的公示截止日（{day}）不对：应晚于记录的日期；行政处罚中的应与处罚的公示截止日相同。",
    errors.AlreadyWithheld: "这份内容（{digest}）早已登记为不再公开。",
    errors.OrdinalWrong: "任务 {task} 的下一次抽取应是第 {expected} 次，而不是第 {ordinal} 次。",
    errors.DrawLive: "任务 {task} 已有一次有效的抽取，不得重抽。确需重抽的，须先由政策法规科和纪检组共同作废。",
    errors.PartyWrong: "任务 {task} 的秘密应由发起科室、政策法规科、纪检组各提交一份、各自签署，并按此顺序列入。",
    errors.SecretRepeated: "任务 {task} 的这份秘密已经提交过或公开过。",
    errors.PromiseUnfit: "任务 {task} 的秘密须在两种办法中选一种：普通的指纹和秘密，或者定时密文和它那一轮的签名。",
    errors.LockUnfit: "任务 {task} 的定时密文定在第 {round} 轮，不合规定：应晚于抽取所用的公共随机数，不晚于最迟公开时间之后的第一轮；密封抽取须正好是那一轮。请用 ssj draw promise --opens-at 重新提交。",
    errors.NothingLocked: "任务 {task} 没有定在第 {round} 轮、尚未打开的秘密。",
    errors.PoolEmpty: "任务 {task} 的抽取数为零：对象库中没有符合范围的对象。",
    errors.CommitmentMismatch: "任务 {task} 的承诺中“{field}”与名录库推算的结果不一致：承诺必须由台账推出，不能另填。",
    errors.OpeningWrong: "任务 {task} 的公开时间不对：应晚于承诺时间和公共随机数的时间，不晚于任务结束后 31 天，并使用北京时间。",
    errors.RoundPast: "任务 {task} 指定的公共随机数已经公布，必须指定尚未产生的。",
    errors.RoundNotYet: "任务 {task} 指定的公共随机数尚未产生，现在还不能进行这一步。",
    errors.FallbackUnfit: "任务 {task} 的承诺没有规定、或时间未到可以因公共随机数缺失而作废。",
    errors.SealUnfit: "任务 {task} 的封存不合程序：只有承诺为密封的抽取才封存，而且只封存一次、先封存后公开。",
    errors.SealMismatch: "任务 {task} 公开的结果与当初封存的不一致。",
    errors.ResultRepeated: "任务 {task} 的这次抽取已经公开过结果。",
    errors.ResultMismatch: "任务 {task} 的结果与重新计算的不一致（{field}）。",
    errors.SecretsMissing: "任务 {task} 还缺 {roles} 公开的秘密。",
    errors.BeaconMissing: "任务 {task} 缺少第 {round} 轮公共随机数的签名。",
    errors.DrawVoided: "任务 {task} 的这次抽取已经作废。",
    errors.VisitsBegun: "任务 {task} 已经开始检查，不能再作废抽取。",
    errors.DrawNotOpen: "任务 {task} 的抽取尚未封存或公开，或已作废。",
    errors.NotDrawn: "{body} 不在这次抽取的待检查名单中。",
    errors.SubstitutionMismatch: "{body} 的递补不对：按公布的顺序应由 {expected} 递补。",
    errors.SlotUnfillable: "{body} 的检查小组中，事项 {items} 已无符合条件的检查人员。请补充持证人员或作废重抽。",
    # core.rules.inspecting
    errors.VisitUngrounded: "{body} 的检查必须要么来自一次抽取，要么写明触发原因（个案），二者必居其一。",
    errors.AcknowledgementMissing: "{body} 的检查记录没有负责人签字，也没有写明未签字的理由（二者必居其一）。",
    errors.VisitRepeated: "{body} 在这次抽取中已有检查记录。",
    errors.VisitEarly: "{body} 的检查日期 {day} 早于抽取结果确定的日期。",
    errors.MethodUnfit: "{body} 的检查方式“{method}”不在事项规定的方式之内。",
    errors.TeamTooSmall: "{body} 的检查人员只有 {count} 名，不得少于 {minimum} 名（行政处罚法第四十二条）。",
    errors.TeamWrong: "{body} 的检查人员与抽取的不一致，应为 {team}。确需更换的，请先办理递补。",
    errors.CertificateInvalid: "{inspector} 的执法证有效期至 {until}，在 {day} 当天无效。",
    errors.InspectorRecused: "{inspector} 对 {body} 应当回避。",
    errors.ItemUncovered: "{body} 的检查组中没有人可以检查事项 {item}。",
    errors.ItemsWrong: "{body} 的检查事项应为 {items}。",
    errors.ProofMissing: "{body} 属于密封抽取，检查记录须附封存证明。",
    errors.ResultExists: "事项 {item} 在这次检查中已有结果。如有错误请用更正。",
    errors.ChecklistWrong: "事项 {item} 的检查要点应逐项填写：{points}。",
    errors.CodeContradicts: "事项 {item} 的结果“{code}”与逐项检查情况矛盾。",
    errors.ActionMissing: "事项 {item} 的问题待后续处理，须写明处理措施或整改期限。",
    errors.DateOrder: "{id} 的日期 {day} 早于检查或前一步的日期。",
    # core.rules.casework
    errors.CaseExists: "案件 {case} 已存在，或该结果已经立案。",
    errors.CaseUngrounded: "案件 {case} 所依据的结果没有发现问题或已撤回，不能立案。",
    errors.CaseMismatch: "案件 {case} 的对象应为 {body}，承办科室应为 {office}。",
    errors.CaseOrder: "案件 {case} 目前处于“{stage}”，不能进行“{step}”。",
    errors.PenaltyTerm: "案件 {case}：行政处罚须写明轻重和公示截止日期，非处罚决定则不写。",
    # core.rules.oversight
    errors.NotAmendable: "“{kind}”类记录不能更正或撤回。",
    errors.AlreadyRetracted: "记录 {id} 已经撤回。",
    errors.CorrectionTooFar: "更正不能改动“{field}”：请撤回后重新录入。",
    errors.CaseRests: "案件 {case} 以这条结果为依据，不能撤回。",
    errors.SummaryExists: "{year} 年已有年度总结。",
    errors.FiguresWrong: "年度总结的“{field}”写的是 {written}，按台账计算应为 {computed}。",
}


WORDING |= {  # ceremony
    errors.NoSigner: "没有签名的密钥。请用 --key 指定密钥文件。",
    errors.DraftMalformed: "这不是待签文件（{reason}）。请用 --draft 生成，不要手工修改。",
    errors.SignedAlready: "密钥 {key} 已经签过这份文件。",
    errors.TaskUnknown: "计划中没有任务 {task}。现有任务：{known}。",
    errors.DrawUnknown: "任务 {task} 目前没有有效的抽取。请先运行 ssj draw commit。",
    errors.SecretsUnpromised: "任务 {task} 还缺 {roles} 提交的秘密。请先由其运行 ssj draw promise。",
}

WORDING |= {  # core.signatures
    errors.BadPublicKey: "公钥 {key} 无法使用。请核对公钥文件。",
    errors.KeyMalformed: "公钥“{key}”的写法不对：应为 ssh-ed25519 开头的一行，末尾不带注释。请用 ssh-keygen -y 重新导出。",
    errors.KeyNotCanonical: "公钥 {key} 不是 Ed25519 曲线上的点，或写法不唯一。请用 ssh-keygen 重新生成密钥。",
    errors.KeySmallOrder: "公钥 {key} 是已知的弱密钥，任何人都可伪造其签名。请用 ssh-keygen 重新生成密钥。",
    errors.BadSignature: "密钥 {key} 的签名不成立：内容被改动，或签名不是这把密钥所签。请与公开副本核对。",
}

WORDING |= {  # ledger.store
    errors.LedgerNotFound: "找不到台账文件夹 {folder}。请检查路径，新台账请先用 ssj init 建立。",
    errors.AppendRace: "这个编号已被他人先行写入台账 {folder}。请先取回最新台账，再写一次；原有签名仍可使用。",
    errors.ForeignFile: "台账文件夹 {folder} 中不应有这一项（多余的文件、链接，或位置不对的文件夹）。请移走后再试。",
    errors.RecordTooLarge: "台账 {folder} 中的这个文件超过上限 {limit} 字节。请把内容拆成几条记录。",
    errors.StorageFailed: "无法读写台账文件夹 {folder}：{reason}。请检查磁盘空间和权限后再试。",
}

WORDING |= {  # keys
    errors.KeyFileExists: "文件 {path} 已存在，密钥不会被覆盖。请换一个文件名，或先把原文件移走保存。",
    errors.KeyFileUnreadable: "无法读取密钥文件 {path}：{reason}。请检查路径和权限。",
    errors.KeyFileUnwritable: "无法写入密钥文件 {path}：{reason}。请检查文件夹、磁盘空间和权限。",
    errors.KeyFileMalformed: "{path} 不是 OpenSSH 私钥文件，或已损坏。请确认所选的不是 .pub 公钥文件，或从备份取回。",
    errors.PublicKeyFileMalformed: "{path} 不是公钥文件：应是一行 ssh-ed25519 公钥，后面可以写持有人。请重新取得 .pub 文件。",
    errors.WrongPassphrase: "密钥文件 {path} 的口令不对，或没有输入口令。请重新输入。",
    errors.PassphraseEmpty: "新密钥 {path} 的口令为空。请设置口令。",
    errors.KeyRoundsTooMany: "密钥文件 {path} 要求的口令运算次数超过 {limit} 次，不予打开。请用 ssh-keygen -p -a 24 重新加密后再用。",
    errors.NotEd25519: "{path} 不是 Ed25519 密钥。请用 ssh-keygen -t ed25519 生成。",
    errors.CommentMalformed: "密钥的注释“{comment}”含换行或控制字符。请改为一行文字。",
}


WORDING |= {  # core.draw, core.strata, core.assignment, core.beacon, core.merkle
    errors.RatioFalls: "抽查比例随信用降低而下降：{worse} 级的比例低于 {better} 级。信用越低，比例应当越高或相等。",
    errors.IdMalformed: "编号“{id}”不合规则：只能用英文字母、数字和 . _ -，以字母或数字开头，不超过 64 个字符。",
    errors.DuplicateId: "编号 {id} 在同一个抽取池中出现两次。",
    errors.SecretMismatch: "公开的秘密与事先承诺的不是同一个（承诺 {commitment}）。请核对秘密文件。",
    errors.Infeasible: (
        "检查人员不够：{bodies} 的检查小组还差 {lacking} 人次。"
        "请增加持证人员、提高每人检查上限、复核回避名单或缩小抽查范围后再承诺。"
    ),
    errors.ChainRefused: "公共随机源“{chain}”的参数与其链哈希不符，或签名方案未知。",
    errors.BeaconRefused: "公共随机源“{chain}”第 {round} 轮的签名不成立（{reason}）。请核对轮次和签名。",
    errors.LotteryRefused: "彩票开奖不能用作公共随机数：{game} {issue} {reason}。",
    errors.TlockMalformed: "定时密文的写法不对：应为 age 格式，只含一个 tlock 段，长度不超过 64 KiB。请用 ssj draw promise 重新生成。",
    errors.TlockRefused: "定时密文不成立（{reason}）。请核对它指定的公共随机源和轮次，或者请提交的一方重新生成。",
    errors.ProofRefused: "默克尔证明不成立（{reason}）：证明与台账或检查点不符。请从公示网站重新下载台账和证明后再核对；仍不符的，说明有记录被改动。",
}


WORDING |= {  # the transparency log
    errors.LogError: "透明日志的内容不成立。",
    errors.VerifierKeyMalformed: "“{key}”不是验证公钥（{reason}）。请核对全文：名称+8 位十六进制+base64，不能缺字。",
    errors.VerifierKeyAmbiguous: "给出的公钥中有两个都可能是“{signer}”的，无法判断。请去掉重复的公钥。",
    errors.NoteMalformed: "不是签名便笺的格式（{reason}）。请重新取得原始文件，不要用编辑器另存。",
    errors.NoteUnsigned: "没有日志密钥的有效签名。请核对它是不是本台账的检查点，或向公示单位索取。",
    errors.NoteSignatureWrong: "“{signer}”的签名不成立：内容被改动过，或不是用它的密钥签的。请保存这份文件并追问来源。",
    errors.CheckpointMalformed: "不是检查点的格式（{reason}）。请重新取得原始文件。",
    errors.CheckpointForeign: "检查点属于另一本台账“{origin}”，这里应是“{expected}”。请核对文件。",
    errors.CheckpointMisnamed: "文件名与内容不符：检查点写的是 {size} 条记录。请从仓库取回原始文件。",
    errors.CheckpointDiffers: (
        "前 {size} 条记录与签过名的检查点不符：有记录在签署之后被改动、删除或调换。"
        "请保存这份检查点和台账，它们是改写的证据；并请公示单位说明。"
    ),
    errors.CheckpointBeyond: (
        "检查点签的是 {size} 条记录，台账只有 {count} 条：末尾的记录被删去了，或取到的是旧副本。"
        "请重新取得最新台账；仍然如此的，请保存这份检查点作为证据。"
    ),
    errors.LogKeyMissing: "台账没有日志公钥，却有检查点文件。请核对这些文件从何而来。",
    errors.CosignatureMisplaced: "不是文件名所指见证人的一行联署。请从见证人处重新取得。",
    errors.TokenMalformed: "不是时间戳机构“{authority}”的应答（RFC 3161，DER）。请重新取得原始文件。",
    errors.TokenRefused: (
        "时间戳机构“{authority}”的时间戳不成立（{reason}）。data 表示盖的不是这份检查点，hash 表示摘要算法不受支持，"
        "signer 表示签署者不唯一或证书不能用于时间戳，chain 表示证书不出自台账指定的根证书，authority 表示台账没有指定它。"
    ),
    errors.AuthorityMalformed: "时间戳机构“{authority}”的根证书不是 DER 格式的 X.509 证书（base64）。请向该机构重新索取。",
    errors.AuthorityUnknown: "台账没有指定这个时间戳机构，已指定的有：{known}。",
    errors.AuthorityOffline: "台账没有写时间戳机构“{authority}”的网址。请加 --output 把请求写入文件，再用其他办法送去。",
    errors.CheckpointConflict: "已有同名而内容不同的文件，不会覆盖。同一条数出现两份不同的检查点，说明台账分叉，请保存两份文件并查明。",
    errors.SignedBeyond: (
        "本机曾为 {size} 条记录签过检查点，现在的台账（{count} 条）不是它的延续，拒绝签署。"
        "多半是恢复了旧备份：请先从远程仓库或公示网站取回最新台账。"
    ),
    errors.TrustRefused: (
        "日志公钥和见证人的规定不成立（{key}：{reason}）。日志公钥须以台账名称命名，见证人须各有不同的名称和密钥，"
        "一把密钥只能有一种用途，法定见证人数须在 1 到见证人总数之间。"
    ),
    errors.LogKeyWrong: "这不是本台账的日志密钥（给出的是 {key}，应为 {expected}）。请换用正确的密钥文件。",
    errors.NoCheckpoint: "台账还没有检查点。请先运行 ssj checkpoint sign。",
    errors.WitnessRefused: (
        "见证人“{witness}”没有联署（HTTP {status}）。404 表示它还没有登记本台账的日志公钥，403 表示登记的公钥不对，"
        "409 或 422 表示它记得的台账与本台账对不上，请立即与它核对。"
    ),
    errors.WitnessUnknown: "台账没有指定这个见证人，已指定的有：{known}。",
    errors.CheckpointFileUnusable: "{path} 不是可用的检查点：{reason}",
    errors.TlogProofMalformed: "不是记录证明的格式（{reason}）。请从公示网站重新下载 .tlog-proof 文件。",
    errors.TilePathMalformed: "“{path}”不是日志分片的路径。请核对网址。",
    errors.BundleMalformed: "日志分片在第 {offset} 字节处断开或多出内容。请重新下载。",
    errors.WitnessRefusal: "见证人没有联署。",
    errors.WitnessRequestMalformed: "见证请求的格式不对（{reason}）。请用 ssj checkpoint request 重新生成。",
    errors.LogUnknown: "见证人没有登记台账“{origin}”。请先用 ssj witness trust 登记它的日志公钥。",
    errors.LogSignatureRefused: "检查点上没有台账“{origin}”的有效签名，见证人拒绝联署。",
    errors.WitnessStale: "见证人记得台账“{origin}”有 {size} 条记录，与请求不符。请从第 {size} 条起重新生成请求。",
    errors.WitnessInconsistent: (
        "检查点与见证人记得的台账“{origin}”不一致（{reason}）：台账可能被改写过。"
        "请保存这份请求，它是证据；并请公示单位说明。"
    ),
}


WORDING |= {  # witness
    errors.WitnessFolderMissing: "{folder} 里没有见证人。请先运行 ssj witness init。",
    errors.WitnessNameUnfit: "见证人不能叫“{name}”：名称不能为空，不能有空格、加号和控制字符，至多 200 个字符。例如 witness.example.edu.cn/1。",
    errors.LogNotToWatch: "不能登记“{key}”：它不是日志公钥，或是见证人自己的密钥，或这本台账已登记过另一把密钥。请与台账单位核对。",
    errors.WitnessKeyWrong: "密钥（{key}）不是这个见证人的（应为 {expected}）。请换回原来的密钥文件。",
    errors.WitnessDamaged: (
        "见证人的文件 {path} 损坏（{reason}），已停止联署。请不要删除它重来：忘记见过的检查点会为改写过的台账联署。"
        "请对照台账网站上本见证人最近的联署人工恢复。"
    ),
    errors.ClockBack: "系统时钟（{time}）早于上一次联署的时间（{last}），已停止联署。请校准时钟。",
}


WORDING |= {  # http, mirror
    errors.RoundUnreachable: "没有取到公共随机源“{chain}”的第 {round} 轮（应于 {time} 公布）：{told}。请稍后再试，换用 --endpoint，或者从别处查到签名后用 --signature 填写。",
    errors.Unreachable: "连不上 {url}（{reason}）。请检查网址、网络和代理设置后再试；已取得的部分不会丢失。",
    errors.NotThere: "{url} 不存在。请核对网址：应是公示网站的首页，或它的 ledger 文件夹。",
    errors.AnswerRefused: "{url} 拒绝了请求（HTTP {status}）。请稍后再试。",
    errors.AnswerTooLarge: "{url} 发来的内容超过上限 {limit} 字节，已停止下载。请核对网址。",
    errors.SumsMalformed: "网站的记录清单 SHA256SUMS 格式不对（{url}）。请核对网址，或请公示单位重新生成网站。",
    errors.MirrorDiffers: (
        "{url} 与网站自己的清单、或与您以前取得的副本不同：记录被改动过，或网站正在更新。"
        "请稍后重试；仍然如此的，请保存两份文件，它们是改写历史的证据。"
    ),
    errors.MirrorShrunk: (
        "{url} 现在只有 {count} 条记录，您以前从这里取得过 {before} 条：有记录被撤下。请保存您的副本，它是证据。"
    ),
}


WORDING |= {  # agent, custody
    errors.AgentMissing: "找不到 ssh-agent。请先启动它（Linux：eval $(ssh-agent)；Windows：启动 OpenSSH Authentication Agent 服务），再用 ssh-add 加入密钥。",
    errors.AgentLacksKey: "ssh-agent 里没有密钥 {key}。请先运行 ssh-add 密钥文件。",
    errors.AgentFailed: "ssh-agent 没有给出签名（{reason}）。请确认没有拒绝签名请求，或改用密钥文件。",
    errors.RoleUnknown: "没有编号为“{role}”的角色。现有：{known}。",
    errors.HolderMissing: "公钥文件 {path} 没有写明持有人。请在公钥后面空一格写上姓名，或用 ssj key new --comment 姓名 重新生成。",
}


WORDING |= {  # importers
    errors.WorkbookUnreadable: "打不开文件 {file}：{reason}。请检查路径，并关闭正在使用它的程序。",
    errors.WorkbookFaults: "{file} 有 {count} 处问题，什么也没有导入。请按清单逐条改正后重新导入。",
    errors.RemovalUnexplained: "新表中缺少 {count} 个现有条目（{ids}）。确要移出的，请说明移出理由；漏列的请补回表中。",
}


WORDING |= {  # cli
    errors.NothingToWithhold: "记录 {id} 没有还在公开的可移除内容。请用记录编号（64 位），并核对它是否写在链外。",
    errors.FileThere: "{path} 已经存在，不会覆盖。请换一个名字，或先移走原来的内容。",
    errors.FormUnreadable: "无法读取表单 {file}：{reason}。",
    errors.FormWrong: "表单 {file} 的内容不对（{reason}）。用 --template 可打印空表单和说明。",
    errors.RecordUnknown: "没有可更正的记录 {id}：只有检查记录、结果、培训和年度总结可以更正。",
    errors.PlanUnclear: "待批准的计划有 {count} 份（{plans}），请用 --plan 指定。",
    errors.NumbersNeeded: "任务 {task} 的承诺指定了 {count} 期开奖：{issues}。请照开奖公告的号码，依次各给一个 --numbers。",
    errors.ChainUnknown: "本台账不认可公共随机源“{chain}”，认可的有：{known}。",
    errors.SecretsNotGiven: "任务 {task} 还缺 {roles} 的秘密文件。请用 --secret-file 逐个给出。",
    errors.LibraryMissing: "这一步要用 {library}，还没有安装。请运行：pip install 'ssj-publish[{extra}]'。",
    errors.PoolFileUnreadable: "抽取池文件 {path} 读不出来：{reason}。需要 UTF-8 的 CSV 文件，第一行是列名，其中有 id 和 class。",
    errors.SeedMalformed: "种子“{seed}”不对：应当是 64 位小写十六进制数字，抽取页面上可以复制。",
    errors.SampleUnfit: "等级“{credit_class}”在文件中有 {size} 个对象，不能抽“{sample}”个。请对照抽取页面上的抽取数，用 --sample 等级=个数 逐个写明。",
    errors.NoticeMalformed: "这不是检查通知上的核对码。请扫描通知上的二维码，或者把码下面的文字完整抄下来（以 1~ 开头）。",
    errors.NoticeRefused: "不成立：对象 {body} 和这个检查小组不在任务 {task} 封存的名单里。请当场向检查人员提出，并向公示网站上的监督电话反映。",
    errors.ProofListMalformed: "{path} 不是 ssj draw seal --list-file 写出的名单（{reason}）。请用当时保存的原文件。",
    errors.SecretFileMalformed: "{path} 不是秘密文件（应为 64 位十六进制）。",
}


WORDING |= {  # core.snapshot
    errors.RecordChanged: "上次核对之后，这条已核对过的记录被改动了（当时的摘要是 {digest}）。请从备份或其他副本取回原始文件，再运行 ssj verify 全部重新核对。",
}


WORDING |= {  # site
    errors.SiteFailed: "网站没有生成：{reason}。请按提示修改内容或主题后重试。",
    errors.SiteMissing: "{folder} 里没有生成好的网站。请先运行 ssj site build。",
    errors.SiteSettings: "网站设置文件 {path} 不能用：{reason}。请对照项目自带的 pelicanconf.py 改正。",
    errors.PortTaken: "端口 {port} 不能使用：{reason}。请用 --port 换一个。",
    errors.OutputForeign: "{folder} 不是空文件夹，也不是以前生成的网站，不会清空。请换一个文件夹。",
}


WORDING |= {  # disclosures
    errors.FieldNotRemovable: "“{field}”不能写成可移除的内容，这种记录里可以的有：{known}。",
    errors.DisclosureUnfinished: "记录 {record} 中的这份内容已登记为不再公开，文件却还在。请运行 ssj withhold finish 移除，再生成网站。",
}


#: What a record may refer to, by the code that errors carry.
_WHAT = {
    "record": "记录", "entry": "条目", "item": "事项", "body": "监管对象", "inspector": "检查人员", "task": "任务", "plan": "计划",
    "proposal": "提报", "secret": "秘密", "draw": "抽取", "visit": "检查记录", "result": "检查结果", "case": "案件", "disclosure": "可移除内容", "beacon": "公共随机源",
}  # fmt: skip


WORDING |= {  # git, hooks, resequence
    errors.GitMissing: "找不到 git。请先安装 git。",
    errors.GitFailed: "git 操作失败：{reason}",
    errors.GitTooOld: "本机的 git 版本过旧，这一步需要 git {needed} 或更新版本。请升级 git 后再试。",
    errors.ObjectMissing: "本地仓库里没有这个文件的内容（{id}），也取不到。请检查网络后运行 git fetch，或重新完整克隆。",
    errors.NotARepository: "{folder} 不在 git 仓库里。请在台账仓库中运行，或用 ssj -C 指定仓库的文件夹。",
    errors.RevisionUnknown: "仓库里没有“{revision}”这个提交或分支。请先运行 git fetch，再核对名称。",
    errors.ModeWrong: "记录文件被标成了可执行文件。请运行 git update-index --chmod=-x 去掉标记后再提交。",
    errors.AttributesUnsafe: "仓库的 .gitattributes 允许 git 改写这个文件（属性 {attribute}）。请在仓库根目录的 .gitattributes 中保留一行“ledger/** -text”，并去掉涉及 ledger/ 的其他属性。",
    errors.LedgerChange: "台账只能追加，不能改动已有的文件。",
    errors.DisclosureCommitted: "可移除的内容不能提交到 git：以后依法移除时，历史里的那一份去不掉。请运行 git rm --cached 取出；已经提交的，用 git reset 退回那次提交后重新提交。",
    errors.FileAltered: "台账中已有的文件被改动：台账只能追加。请运行 git restore --staged --worktree 取回原文件；内容有误的，用 ssj correct 更正；与他人同时追加的，用 ssj resequence 重排。",
    errors.FileRemoved: "台账中已有的文件被删除或改名：台账只能追加。请运行 git restore --staged --worktree 取回；与他人同时追加的，用 ssj resequence 重排。",
    errors.FileRetyped: "台账中的文件变成了链接、子模块或可执行文件：只能是普通文件。请取回原文件后再提交。",
    errors.BranchRemoved: "{ref} 是存放台账的受保护分支，不能删除。",
    errors.BranchForced: "不能强制覆盖受保护分支 {ref}：上面已有的提交会丢失。请先运行 git fetch，再用 ssj resequence 把自己的记录接在它后面，然后普通推送。",
    errors.HookForeign: "{path} 是别的工具写的钩子，不会覆盖。请把它移走，或在它里面加一行调用 ssj hooks run，再重新安装。",
    errors.ServerExpected: "{folder} 不是服务器上的裸仓库（bare）。请给出裸仓库的路径；在工作仓库里运行时不要加 --server。",
    errors.NothingToMove: "与 {upstream} 相比，本分支没有自己追加的记录，不需要重排。请照常用 git merge 或 git pull。",
    errors.Unrelated: "本分支与 {upstream} 没有共同的历史，不是同一本台账的两个分支。请核对分支名称。",
    errors.WorkTreeDirty: "工作区不干净：{name} 有改动或尚未提交。请先提交，或用 git restore 撤销；合并做到一半的，先运行 git merge --abort。",
    errors.CheckpointCovers: "已有签署的检查点包括了第 {first} 条记录，不能再移动它。请把两个分支都保留，报告政策法规科和见证人处理。",
    errors.MergeConflict: "台账以外的文件两边都改了，无法自动合并：{paths}。已恢复原样。请先在一边统一这些文件并提交，再重排。",
}


#: Why, by the code that errors carry; a code that is not here stands as it is.
_WHY: dict[type[SsjError], dict[str, str]] = {
    errors.BeaconRefused: {
        "round": "轮次不对", "length": "长度不对", "previous": "缺少上一轮的签名，或不该有", "point": "不是曲线上的点", "signature": "验证不过",
        "answer": "回答的内容不对", "not-named": "承诺没有指定这一轮",
    },
    errors.LotteryRefused: {
        "issue": "期号应为五位或七位数字", "order": "同一期只能写一次，并按彩票代码和期号排列",
        "outcomes": "各期合起来不足 64 比特，请再加几期（双色球约 24.1，大乐透约 24.4，快乐8 约 61.6，排列五约 16.6）",
        "beacon": "已经指定了 drand，不能再指定彩票", "count": "号码的组数与承诺指定的期数不同",
        "numbers": "号码的写法不对：两位一个，空格隔开，从小到大，后区写在加号之后；排列五是五个一位数，按开奖次序",
    },
}  # fmt: skip


def sentence(error: SsjError) -> str:
    """The Chinese sentence for ``error``, led by the file it is about; a leaf without one speaks as its base."""
    place = f"{error.data['name']}：" if "name" in error.data else ""
    for kind in type(error).__mro__:
        template = WORDING.get(kind)
        if template is not None:
            shown = {"data": error.data, **error.data}
            if "what" in shown:
                shown["what"] = _WHAT.get(shown["what"], shown["what"])
            if "reason" in shown:
                shown["reason"] = _WHY.get(kind, {}).get(shown["reason"], shown["reason"])
            return place + template.format(**shown)
    return place + str(error)
