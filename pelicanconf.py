"""The settings of this site: what a bureau changes. The rest comes from the package.

``ssj site build`` uses this file; so does ``pelican --fatal warnings``.
"""

from ssj_publish.site.settings import SETTINGS

globals().update(SETTINGS)

PATH = "content"
THEME = "theme"
OUTPUT_PATH = "output"
SITENAME = "安澜县教育局双随机、一公开"

# 网站标签（国办发〔2017〕47号）和页脚。安澜县是虚构的：编号只作示意，采用时换成自己的。
SSJ_SITE = {
    "domain": "jy.anlan.example",
    "id_code": "bm00000000",
    "sponsor": "安澜县教育局（虚构）",
    "contact": "本站为演示，不受理业务",
    "icp": "示意，无备案",
    "police": "",
    "party_badge": "",  # 党政机关网站标识：中央编办电子政务中心发给本站的链接
    "fault_badge": "",  # 我为政府网站找错：https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=网站标识码
}
