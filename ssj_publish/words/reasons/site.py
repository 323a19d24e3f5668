"""The site's settings, output and building."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.SiteFailed: "网站没有生成：{reason}。请按提示修改内容或主题后重试。",
    errors.SiteMissing: "{folder} 里没有生成好的网站。请先运行 ssj site build。",
    errors.SiteSettings: "网站设置文件 {path} 不能用：{reason}。请对照项目自带的 pelicanconf.py 改正。",
    errors.Unfilled: "{place} 还没有填写：{text}。全部内容中共有 {count} 处，填好后才能生成网站；确实没有的内容，请删去那一行。",
    errors.ExampleText: "{path} 是示例（虚构的安澜县）的内容，不能用在本单位的网站上。请运行 ssj site prepare 取得待填的样本，换成本单位的内容。",
    errors.PageMissing: "缺少 {path}：这一页只有本单位能写。请运行 ssj site prepare 取得待填的样本，填好后再生成网站。",
    errors.PortTaken: "端口 {port} 不能使用：{reason}。请用 --port 换一个。",
    errors.OutputForeign: "{folder} 不是空文件夹，也不是以前生成的网站，不会清空。请换一个文件夹。",
}
