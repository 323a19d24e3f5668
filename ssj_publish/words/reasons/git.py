"""Repositories, hooks, resequencing."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.GitMissing: "找不到 git。请先安装 git。",
    errors.GitFailed: "git 操作失败：{reason}",
    errors.GitTooOld: "本机的 git 版本过旧，这一步需要 git {needed} 或更新版本。请升级 git 后再试。",
    errors.ObjectMissing: (
        "本地仓库里没有这个文件的内容（{id}）。核对时不会自行从远端取：请先运行 git fetch --refetch --no-filter，"
        "或重新完整克隆，再核对。"
    ),
    errors.NotARepository: "{folder} 不在 git 仓库里。请在台账仓库中运行，或用 ssj -C 指定仓库的文件夹。",
    errors.RevisionUnknown: "仓库里没有“{revision}”这个提交或分支。请先运行 git fetch，再核对名称。",
    errors.ModeWrong: "记录文件被标成了可执行文件。请运行 git update-index --chmod=-x 去掉标记后再提交。",
    errors.AttributesUnsafe: "仓库的 .gitattributes 允许 git 改写这个文件（属性 {attribute}）。请在仓库根目录的 .gitattributes 中保留一行“ledger/** -text”，并去掉涉及 ledger/ 的其他属性。",
    errors.LedgerChange: "台账只能追加，不能改动已有的文件。",
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
    errors.PrivateContent: "这个文件不能进仓库。",
    errors.PrivateKeyCommitted: "里面是私钥：进了 git 的历史就再也拿不出来。请运行 git rm --cached 把它移出（文件留在本机）；已经提交过的，用 git commit --amend 去掉再推送；已经推送出去的，请立即换钥（ssj key rotate）。",
    errors.SecretCommitted: "里面是抽取用的秘密：进了 git 的历史就再也拿不出来。请运行 git rm --cached 把它移出（文件留在本机）；已经提交过的，用 git commit --amend 去掉再推送；已经推送出去的，请作废这次抽取。",
    errors.IdentityCommitted: "里面有公民身份号码：进了 git 的历史就再也拿不出来。请运行 git rm --cached 把它移出（文件留在本机）；已经提交过的，用 git commit --amend 去掉再推送。",
    errors.PersonalColumn: "表里有身份证号码或手机号码：进了 git 的历史就再也拿不出来。请运行 git rm --cached 把它移出（文件留在本机）；已经提交过的，用 git commit --amend 去掉再推送。名录请用 ssj import 导入，原表留在本机。",
    errors.WorkbookOpaque: "看不到这个工作簿里面有什么（旧的 .xls 格式，或加了密码、损坏了）：进了 git 的历史就再也拿不出来。请运行 git rm --cached 把它移出（文件留在本机）；已经提交过的，用 git commit --amend 去掉再推送。名录请用 ssj import 导入，原表留在本机。",
}
