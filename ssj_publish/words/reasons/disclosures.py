"""Contents beside the chain."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.DisclosureMalformed: "这不是规范的可移除内容文件（{reason}）。请从网站的 ledger/disclosures/ 或备份取回原始文件。",
    errors.DisclosureMismatch: "可移除内容与记录里的指纹 {digest} 不符（内容或盐值被改动过）。请从网站的 ledger/disclosures/ 或备份取回原始文件。",
    errors.DisclosureMisplaced: "这份可移除内容写给“{field}”，记录里引用它的却是“{expected}”。请取回原始文件。",
    errors.DisclosureMissing: "“{field}”的可移除内容（{digest}）不见了，而没有不再公开的记录，公示也没有到期。请从备份取回；确需移除的，由政策法规科和纪检组共同运行 ssj withhold。",
    errors.DisclosureRepeated: "“{field}”引用的可移除内容（{digest}）已被别处引用：一份内容只能用在一处。请重新生成记录。",
    errors.DisclosureTerm: "“{field}”的公示截止日（{day}）不对：应晚于记录的日期；行政处罚中的应与处罚的公示截止日相同。",
    errors.DocumentMissing: "以“{reason}”撤下内容，须写明所依据的文书。请补充文号。",
    errors.AlreadyWithheld: "这份内容（{digest}）早已登记为不再公开。",
    errors.NothingToWithhold: "记录 {id} 没有还在公开的可移除内容。请用记录编号（64 位），并核对它是否写在链外。",
    errors.DisclosureRequired: "“{field}”直接写着文字：检查和处理的文字、当事人和签字人都必须写在链外，记录里只放指纹，以便依法移除。请用 ssj 录入，程序会自动这样写。",
    errors.PersonalNumber: "“{field}”里有公民身份号码或手机号码，这样的号码不得写入台账。请删去号码再写，确需说明的写“号码存卷”。",
    errors.DisclosureUnfinished: "记录 {record} 中的这份内容已登记为不再公开，文件却还在。请运行 ssj withhold finish 移除，再生成网站。",
    errors.DisclosureCommitted: "可移除的内容不能提交到 git：以后依法移除时，历史里的那一份去不掉。请运行 git rm --cached 取出；已经提交的，用 git reset 退回那次提交后重新提交。",
}
