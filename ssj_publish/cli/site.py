"""``ssj site``."""

from __future__ import annotations

from pathlib import Path

import click

from ssj_publish.cli._office import ledger_folder


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
    click.echo(f"已生成 {report.pages} 个页面：{report.output / 'index.html'}")


@site.command()
@click.option("--port", default=8000, show_default=True, help="端口。")
@click.option("--output", type=click.Path(path_type=Path), help="网站所在的文件夹（默认：仓库的 output）。")
@click.pass_obj
def serve(repo: Path | None, port: int, output: Path | None) -> None:
    """在本机预览网站（只有本机能访问）。"""
    from ssj_publish.site.build import serve as serve_site

    folder = output or ledger_folder(repo).parent / "output"
    click.echo(f"请用浏览器打开 http://127.0.0.1:{port}/ ，按 Ctrl+C 结束。")
    serve_site(folder, port)
