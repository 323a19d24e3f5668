"""Commitments, seals, results, voids, substitutes and the arithmetic behind them."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.TaskOver: "任务 {task} 的抽查时间已于 {end} 结束，不能再抽取。请在新的计划中取消它，另立任务。",
    errors.ReasonUnfit: "理由“{reason}”与台账的记载不符，或不适用于此。请先把事实写入台账（名录库、回避、计划），再按事实填写理由。",
    errors.OrdinalWrong: "任务 {task} 的下一次抽取应是第 {expected} 次，而不是第 {ordinal} 次。",
    errors.DrawLive: "任务 {task} 已有一次有效的抽取，不得重抽。确需重抽的，须先由政策法规科和纪检组共同作废；是外部平台抽取的，须先由科室和政策法规科宣告无效。",
    errors.PartyWrong: "任务 {task} 的秘密应由发起科室、政策法规科、纪检组各提交一份、各自签署，并按此顺序列入。",
    errors.SecretRepeated: "任务 {task} 的这份秘密已经提交过或公开过。",
    errors.PromiseUnfit: "任务 {task} 的秘密须在两种办法中选一种：普通的指纹和秘密，或者定时密文和它那一轮的签名。",
    errors.LockUnfit: "任务 {task} 的定时密文定在第 {round} 轮，不合规定：应晚于抽取所用的公共随机数，不晚于最迟公开时间之后的第一轮；密封抽取须正好是那一轮。请用 ssj draw promise --opens-at 重新提交。",
    errors.NothingLocked: "任务 {task} 没有定在第 {round} 轮、尚未打开的秘密。",
    errors.PoolEmpty: "任务 {task} 的抽取数为零：对象库中没有符合范围的对象。",
    errors.CommitmentMismatch: "任务 {task} 的承诺中“{field}”与名录库推算的结果不一致：承诺必须由台账推出，不能另填。",
    errors.OpeningWrong: "任务 {task} 的公开时间不对：应晚于承诺时间和公共随机数的时间，不晚于任务结束后 31 天，并使用北京时间。",
    errors.RoundPast: "任务 {task} 指定的公共随机数已经公布，或离公布不到 {minutes} 分钟。请指定更晚的一期。",
    errors.RoundNotYet: "任务 {task} 指定的公共随机数尚未产生，现在还不能进行这一步。",
    errors.FallbackUnfit: "任务 {task} 的承诺没有规定、或时间未到可以因公共随机数缺失而作废。",
    errors.SealUnfit: "任务 {task} 的封存不合程序：只有承诺为密封的抽取才封存，而且只封存一次、先封存后公开。",
    errors.SealMismatch: "任务 {task} 的封存值不是这次抽取的：对象数与承诺不同，或者秘密已经公开、重新计算的结果与它不符。请用 ssj draw seal 重新计算。",
    errors.SealFalse: "任务 {task} 的封存不实，不能再据此检查。请先用 ssj draw run 公布真实的结果，或者由政策法规科和纪检组以“封存不实”作废后重抽。",
    errors.NotWithheldYet: "任务 {task} 的秘密到 {due} 仍未公开的，才能以“有一方拒不公开秘密”作废。在那之前请等待该方公开。",
    errors.ResultRepeated: "任务 {task} 的这次抽取已经公开过结果。",
    errors.ResultMismatch: "任务 {task} 的结果与重新计算的不一致（{field}）。",
    errors.SecretsMissing: "任务 {task} 还缺 {roles} 公开的秘密。",
    errors.BeaconMissing: "任务 {task} 缺少第 {round} 轮公共随机数的签名。",
    errors.DrawVoided: "任务 {task} 的这次抽取已经作废。",
    errors.VisitsBegun: "任务 {task} 已经开始检查，不能再以此作废。封存不实、号码抄错、到期仍有秘密不公开的，请选相应的情形。",
    errors.DrawNotOpen: "任务 {task} 的抽取尚未封存或公开，或已作废。",
    errors.NotDrawn: "{body} 不在这次抽取的待检查名单中。",
    errors.SubstitutionMismatch: "{body} 的递补不对：按公布的顺序应由 {expected} 递补。",
    errors.SlotUnfillable: "{body} 的检查小组中，事项 {items} 已无符合条件的检查人员。请补充持证人员或作废重抽。",
    errors.RatioFalls: "抽查比例随信用降低而下降：{worse} 级的比例低于 {better} 级。信用越低，比例应当越高或相等。",
    errors.IdMalformed: "编号“{id}”不合规则：只能用英文字母、数字和 . _ -，以字母或数字开头，不超过 64 个字符。",
    errors.DuplicateId: "编号 {id} 在同一个抽取池中出现两次。",
    errors.SecretMismatch: "公开的秘密与事先承诺的不是同一个（承诺 {commitment}）。请核对秘密文件。",
    errors.Infeasible: (
        "检查人员不够：{bodies} 的检查小组还差 {lacking} 人次。"
        "请增加持证人员、提高每人检查上限、复核回避名单或缩小抽查范围后再承诺。"
    ),
    errors.ChainRefused: "公共随机源“{chain}”的参数与其链哈希不符，或签名方案未知。",
    errors.BeaconUnasked: "这次抽取的承诺没有指定公共随机数，也没有待打开的定时密文，用不着随机数的签名。请去掉 --signature（或记录里的 signature）。",
    errors.BeaconRefused: "公共随机源“{chain}”第 {round} 轮的签名不成立（{reason}）。请核对轮次和签名。",
    errors.LotteryRefused: "彩票开奖不能用作公共随机数：{game} {issue} {reason}。",
    errors.BallsRefused: "现场摇珠（{count} 个）不能用作公共随机数：{reason}。",
    errors.SourceRepeated: "任务 {task} 的承诺指定了不止一种公共随机数：drand、彩票、现场摇珠只能选一种。",
    errors.TlockMalformed: "定时密文的写法不对：应为 age 格式，只含一个 tlock 段，长度不超过 64 KiB。请用 ssj draw promise 重新生成。",
    errors.TlockRefused: "定时密文不成立（{reason}）。请核对它指定的公共随机源和轮次，或者请提交的一方重新生成。",
    errors.ProofRefused: "默克尔证明不成立（{reason}）：证明与台账或检查点不符。请从公示网站重新下载台账和证明后再核对；仍不符的，说明有记录被改动。",
}
