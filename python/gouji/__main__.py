"""`python -m gouji archive IN… -o OUT/` and `python -m gouji pack IN… -o RAW/`."""

from __future__ import annotations

import argparse
import sys

from . import __version__

_NEEDS = {
    "zh": "gouji: 需要 pyarrow，请先安装：pip install 'gouji[parquet]'",
    "en": "gouji: pyarrow is needed: pip install 'gouji[parquet]'",
}
_VERDICTS = {
    "consistent": ("勾稽一致", "consistent"),
    "inconsistent": ("存在错误", "inconsistent"),
    "unchecked": ("未能全部核对", "not fully checked"),
    "unsupported": ("无法核对", "not checked"),
}
# Of what was left out only the first are named.
_NAMED = 20


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m gouji", description="大量报告的核对与存储 / archives of reports")
    parser.add_argument("--version", action="version", version=f"gouji {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    checks = commands.add_parser("archive", help="核对报告，结果写为 Parquet / checks reports and writes Parquet")
    packs = commands.add_parser("pack", help="把许多小文件合为 Parquet / packs many small files into Parquet")
    for command in (checks, packs):
        command.add_argument("inputs", nargs="+", metavar="IN", help="文件、文件夹 / files, folders")
        command.add_argument("-o", "--output", required=True, metavar="OUT", help="写入的文件夹 / folder to write to")
        command.add_argument("--lang", choices=["zh", "en"], default="zh", help="语言 / language")
    checks.add_argument("--jobs", type=int, metavar="N", help="同时核对的线程数，默认为核数 / threads, by default one a core")
    checks.add_argument(
        "--long", action="store_true", help="另写 findings、cells 两张长表 / writes long tables findings and cells as well"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Does what the command line says: 0 if it was done, 2 if it could not be."""
    asked = _arguments(arguments)
    is_zh = asked.lang == "zh"
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        print(_NEEDS[asked.lang], file=sys.stderr)
        return 2
    try:
        count = _archive(asked, is_zh) if asked.command == "archive" else _pack(asked, is_zh)
    except OSError as error:
        print(f"gouji: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        words = ("gouji: 已中断；再次运行即接着做。", "gouji: interrupted; run it again to go on.")
        print(words[0] if is_zh else words[1], file=sys.stderr)
        return 130
    if not count:
        print("gouji: 没有找到可以核对的文件。" if is_zh else "gouji: there is no file to check.", file=sys.stderr)
    return 0 if count else 2


def _archive(asked: argparse.Namespace, is_zh: bool) -> int:
    from .archive import archive

    done = archive(asked.inputs, asked.output, jobs=asked.jobs, lang=asked.lang, long=asked.long)
    _say_left_out(done.left_out, is_zh)
    verdicts = [(words[0] if is_zh else words[1], done.verdicts[name]) for name, words in _VERDICTS.items()]
    if is_zh:
        told = "，".join(f"{word}{count}份" for word, count in verdicts)
        again = f"（其中{done.skipped_parts}部分上次已完成）" if done.skipped_parts else ""
        print(f"文件{done.inputs}个，报告{done.reports}份{again}：{told}。结果在 {asked.output}")
    else:
        told = ", ".join(f"{count} {word}" for word, count in verdicts)
        again = f" ({done.skipped_parts} parts were done before)" if done.skipped_parts else ""
        print(f"{done.inputs} files, {done.reports} reports{again}: {told}. The answers are in {asked.output}")
    return done.inputs


def _pack(asked: argparse.Namespace, is_zh: bool) -> int:
    from .pack import pack

    done = pack(asked.inputs, asked.output)
    _say_left_out(done.left_out, is_zh)
    for unread in done.unread:
        print(f"gouji: {'未能读取' if is_zh else 'cannot be read:'} {unread}", file=sys.stderr)
    if is_zh:
        print(f"文件{done.files}个，共{done.bytes}字节，已写入 {asked.output}")
    else:
        print(f"{done.files} files of {done.bytes} bytes are in {asked.output}")
    return done.files


def _say_left_out(names: list[str], is_zh: bool) -> None:
    if not names:
        return
    shown = names[:_NAMED]
    if is_zh:
        more = "等" if len(names) > _NAMED else ""
        line = f"gouji: 另有{len(names)}项不是可以读取的报告文件，未作核对：{'、'.join(shown)}{more}"
    else:
        more = " …" if len(names) > _NAMED else ""
        line = f"gouji: {len(names)} items left out, not files that may be reports: {', '.join(shown)}{more}"
    print("".join(c if c.isprintable() else "\ufffd" for c in line), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
