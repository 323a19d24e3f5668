"""The site's own settings: what a bureau changes. All else is fixed by ssj_publish.site.build."""

SITENAME = "安澜县教育局双随机、一公开"
SITEURL = ""

# 网站标签（国办发〔2017〕47号）和页脚；安澜县是虚构的，编号只作示意。
SSJ_META = {
    "SiteName": "安澜县教育局双随机、一公开",
    "SiteDomain": "jy.anlan.example",
    "SiteIDCode": "bm00000000",
}
SSJ_FOOTER = {
    "主办单位": "安澜县教育局（虚构）",
    "网站标识码": "bm00000000（示意）",
    "备案号": "示意，无备案",
    "联系": "本站为演示，不受理业务",
}
