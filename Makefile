# make site: the example county's public site, verified and built.   make test: every test.   make help: the rest.
# Needs Python 3.11 or later with its venv module, git and make; nothing else is installed outside .venv.

VENV ?= .venv
# What `make quick` runs: a room, or a file, or all.
TESTS ?= tests
# The first Python on this machine that is new enough; override with `make PYTHON=/path/to/python3 …`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { command -v "$$p"; break; }; done)
# The tests start `ssj` some two thousand times: compiled once, whatever the caller's environment says.
unexport PYTHONDONTWRITEBYTECODE
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

.DEFAULT_GOAL := help
.PHONY: help venv site test quick coverage lint lint-js old-browsers docs bench release clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z-]+):[^#]*## /  make \1\t/'

# Two stamps: what the site needs, and what a developer needs on top. Both are renewed when pyproject.toml changes.
$(VENV)/.stamp-site: pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新版本（Debian：apt install python3 python3-venv）。" >&2; exit 3; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "无法建立虚拟环境。Debian 上请先运行：apt install python3-venv" >&2; exit 3; }
	@echo "正在 $(VENV) 中安装运行所需的软件包……"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.stamp-dev: $(VENV)/.stamp-site
	@echo "正在 $(VENV) 中安装测试和检查所需的软件包……"
	@$(PIP) install --editable '.[dev]'
	@touch $@

venv: $(VENV)/.stamp-dev ## the developer's environment in .venv

site: $(VENV)/.stamp-site ## verify the example ledger, build its site into output/
	$(BIN)/ssj verify ledger
	$(BIN)/ssj site build
	@echo
	@echo "网站已生成：$(CURDIR)/output/index.html"
	@echo "打开方式：用浏览器直接打开上面的文件，或运行 $(BIN)/ssj site serve 后按提示访问。"

test: $(VENV)/.stamp-dev ## every test, and the ten slowest; browser tests skip where there is no Chromium
	$(BIN)/python -m pytest -n 2 --dist worksteal --durations=10 --durations-min=1

quick: $(VENV)/.stamp-dev ## while changing a room: no browser, few processes, no whole builds; one room with TESTS=tests/…
	$(BIN)/python -m pytest -n 2 --dist worksteal --hypothesis-profile quick -m "not slow and not browser" $(TESTS)

coverage: $(VENV)/.stamp-dev ## every test measured: at least 95 % of the lines and 92 % of the branches
	$(BIN)/coverage erase
	# not under strace, which counts every system call of a process, the measuring ones too
	$(BIN)/coverage run -m pytest -n 2 --dist worksteal --ignore=tests/faults/test_syscalls.py
	$(BIN)/coverage combine --quiet
	$(BIN)/python -m tests.coverage

lint: $(VENV)/.stamp-dev ## style, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy

lint-js: ## the site's scripts, held to the syntax and library of the oldest browsers served; skips without npm
	@if ! command -v npm >/dev/null 2>&1; then \
	  echo "没有 npm，未检查网站脚本。" >&2; test "$(SSJ_REQUIRE_NPM)" != 1; \
	elif ! npm ci --prefix tests/js --silent --no-audit --no-fund && test "$(SSJ_REQUIRE_NPM)" != 1; then \
	  echo "npm 装不上 eslint，未检查网站脚本。" >&2; \
	else \
	  tests/js/node_modules/.bin/eslint --config tests/js/eslint.config.mjs theme/static/js; \
	fi

old-browsers: ## Chromium 69 and 87, in which tests/site/test_old_browsers.py runs the site's scripts; skips without npm
	@if npm ci --prefix tests/browsers --legacy-peer-deps --ignore-scripts --silent --no-audit --no-fund; then \
	  node tests/browsers/unpack.js; \
	else echo "没有取到旧浏览器，有关测试跳过。" >&2; test "$(SSJ_REQUIRE_NPM)" != 1; fi

docs: $(VENV)/.stamp-dev ## write anew the pages that are read off the program
	$(BIN)/python -m tests.docs

bench: $(VENV)/.stamp-dev ## speed and memory, as ratios measured in one run
	$(BIN)/python -m tests.bench

# The bytes depend on the commit alone: its time stands in both archives. KEY is an SSH key for `ssh-keygen -Y`.
release: $(VENV)/.stamp-dev ## sdist, wheel and SHA256SUMS in dist/; with KEY=… signed
	rm -rf dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --outdir dist .
	cd dist && sha256sum *.tar.gz *.whl > SHA256SUMS && sha256sum --check --strict --quiet SHA256SUMS
	@if test -n "$(KEY)"; then ssh-keygen -Y sign -n ssj-release -f "$(KEY)" dist/SHA256SUMS; \
	  else echo "未签名：make release KEY=私钥文件" >&2; fi

clean: ## remove what make made (not ledger/)
	rm -rf $(VENV) output dist build .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
