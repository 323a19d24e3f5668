"""``ssj site``."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import click

from ssj_publish.cli._office import ledger_folder, open_desk
from ssj_publish.cli._screen import confirm, progress, say, say_text
from ssj_publish.cli._times import Day, now

#: So many names of each sort are listed.
_SHOWN = 20


@click.group()
def site() -> None:
    """公示网站。"""


@site.command()
@click.option("--output", type=click.Path(path_type=Path), help="生成到哪个文件夹（默认：仓库的 output）。")
@click.pass_obj
def build(repo: Path | None, output: Path | None) -> None:
    """核对台账并生成网站。"""
    from ssj_publish.site.build import build as build_site

    root = ledger_folder(repo).parent
    report = build_site(root, output or root / "output")
    say(f"已生成 {report.pages} 个页面：{report.output / 'index.html'}")


@site.command()
@click.pass_obj
def prepare(repo: Path | None) -> None:
    """写出只有本单位能填的内容：网站设置，和“关于本站”“投诉举报”两页；已有的文件不动。"""
    from ssj_publish.cli import _founding

    folder = ledger_folder(repo)
    state = open_desk(repo).state
    written = _founding.prepare_site(folder.parent, state.bureau, state.origin)
    say(*(f"已写出 {path}" for path in written))
    say(
        f"请填写其中的【请填写：…】（共 {len(written)} 个文件），再运行 ssj site build。"
        if written
        else "都已经有了，没有改动。"
    )


@site.command()
@click.option("--output", type=click.Path(path_type=Path), help="网站所在的文件夹（默认：仓库的 output）。")
@click.option("--today", type=Day(), help="按哪一天检查（默认：今天）。")
@click.pass_obj
def check(repo: Path | None, output: Path | None, today: date | None) -> None:
    """按政府网站检查的要求查一遍生成好的网站：标签、日期、空栏目、死链、页脚。有问题的以 1 退出。"""
    from ssj_publish.site import norms
    from ssj_publish.site.build import existing

    folder = existing(output or ledger_folder(repo).parent / "output")
    found = norms.check(folder, today or now().date())
    for one in found:
        more = f" 等 {len(one.pages)} 个页面" if len(one.pages) > 1 else ""
        say(f"✗ {one.told}（{one.pages[0]}{more}）")
    if found:
        say(f"共 {len(found)} 类问题。")
        click.get_current_context().exit(1)
    say("✓ 没有发现问题。")


@site.command()
@click.option("--output", type=click.Path(path_type=Path), help="导出到哪个文件夹（默认：仓库的 export）。")
@click.option("--since", type=Day(), help="只要这一天（含）以后发布的页面；栏目页总是导出。")
@click.pass_obj
def export(repo: Path | None, output: Path | None, since: date | None) -> None:
    """导出给门户网站用的内容：HTML 片段、Excel 和 CSV 表格、目录，另打成一个 zip。"""
    from ssj_publish.site.portal import export as export_site

    root = ledger_folder(repo).parent
    report = export_site(root, output or root / "export", since)
    say(f"已导出 {report.fragments} 个片段：{report.output}；目录是 index.xlsx，全部打成一个包是 export.zip。")


@site.command()
@click.argument("url")
@click.option(
    "--output", type=click.Path(path_type=Path), help="用已生成的网站来比较（默认：按仓库现在的内容另行生成）。"
)
@click.option("--yes", is_flag=True, help="不再询问：信得过仓库里的程序（pelicanconf.py、theme），同意运行。")
@click.pass_obj
def compare(repo: Path | None, url: str, output: Path | None, yes: bool) -> None:
    """把网址 URL 上的网站逐个文件取来，与自己用台账生成的比较：一个字节都不该差。有差别的以 1 退出。"""
    from ssj_publish.site import compare as comparing
    from ssj_publish.site.build import build as build_site
    from ssj_publish.site.build import existing

    with tempfile.TemporaryDirectory(prefix="ssj-") as folder:
        if output is None:
            root = ledger_folder(repo).parent
            _consent(root, yes)
        built = existing(output) if output else build_site(root, Path(folder) / "site").output
        with progress("取网站", 0) as bar:

            def watch(done: int, count: int) -> None:
                bar.length = count
                bar.update(1)

            found = comparing.compare(url, built, watch)
    for names, told in ((found.different, "内容不同"), (found.missing, "网站上没有"), (found.extra, "网站上多出")):
        for name in names[:_SHOWN]:
            say(f"✗ {told}：{name}")
        if len(names) > _SHOWN:
            say(f"  {told}的另有 {len(names) - _SHOWN} 个文件。")
    if found.holds:
        say(f"✓ {found.same} 个文件逐字节相同：网站就是这本台账（{found.ours} 条记录）生成的。")
        return
    say(f"相同 {found.same}，不同 {len(found.different)}，缺少 {len(found.missing)}，多出 {len(found.extra)}。")
    if found.theirs and found.theirs != found.ours:
        say(f"网站依据的台账有 {found.theirs} 条记录，本机的有 {found.ours} 条：请先取得同一版本，再比较。")
    if found.software:
        say(f"两边软件的版本不同，也会使文件不同：{'、'.join(found.software)}。请装上 site.json 所列的版本再比较。")
    click.get_current_context().exit(1)


def _consent(root: Path, yes: bool) -> None:
    """Building a site runs what its bureau has written; whoever only wants to compare may trust the ledger and not
    that."""
    own = [name for name in ("pelicanconf.py", "theme") if (root / name).exists()]
    if own:
        say(
            f"比较之前要先生成网站，会在本机运行仓库里公示单位自己的程序：{'、'.join(own)}。"
            "信不过的，请在隔离的电脑上生成，再用 --output 指定。",
            err=True,
        )
        if not yes:
            confirm("运行这些程序？")


@site.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口。")
@click.option("--output", type=click.Path(path_type=Path), help="网站所在的文件夹（默认：仓库的 output）。")
@click.pass_obj
def serve(repo: Path | None, port: int, output: Path | None) -> None:
    """在本机预览网站（只有本机能访问）。"""
    from ssj_publish.site.build import serve as serve_site

    folder = output or ledger_folder(repo).parent / "output"
    say(f"请用浏览器打开 http://127.0.0.1:{port}/ ，按 Ctrl+C 结束。")
    serve_site(folder, port)


@site.command()
@click.argument("server", type=click.Choice(["nginx", "caddy"]))
def recipe(server: str) -> None:
    """打印网站服务器软件的配置：各种文件的类型，和可以缓存多久。"""
    from ssj_publish.site.serving import RECIPES

    say_text(RECIPES[server]())
