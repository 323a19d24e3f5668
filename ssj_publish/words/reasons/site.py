"""The site's settings, output and building."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.SiteFailed: "网站没有生成：{reason}。请按提示修改内容或主题后重试。",
    errors.SiteMissing: "{folder} 里没有生成好的网站。请先运行 ssj site build。",
    errors.SiteSettings: "网站设置文件 {path} 不能用：{reason}。请对照项目自带的 pelicanconf.py 改正。",
    errors.PortTaken: "端口 {port} 不能使用：{reason}。请用 --port 换一个。",
    errors.OutputForeign: "{folder} 不是空文件夹，也不是以前生成的网站，不会清空。请换一个文件夹。",
}
