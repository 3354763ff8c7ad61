#!/bin/sh
# Fetch the vendored assets again with the ordinary npm client and write VENDOR.md. To change a version, edit it here and run this.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

unpack() { # package, version
    archive=$(cd "$work" && npm pack --silent "$1@$2")
    mkdir -p "$work/$1"
    tar -xzf "$work/$archive" -C "$work/$1" --strip-components=1
}

take() { # package, version, licence, file in the package, name here
    # ManifestStaticFilesStorage looks for the map that this comment names, and no map is kept here.
    sed '/^[[:space:]]*\/[\/*]# sourceMappingURL=/d' "$work/$1/$4" > "$5"
    record "$@"
}

take_binary() {
    cp "$work/$1/$4" "$5"
    record "$@"
}

record() {
    printf '| `%s` | %s | %s | %s | `%s` |\n' "$5" "$1" "$2" "$3" "$(sha256sum "$5" | cut -d' ' -f1)" >> VENDOR.md
}

mkdir -p fonts
cat > VENDOR.md << 'END'
# Vendored assets

Written by `vendor.sh`; served as they are, so that a clone runs without Node and without the network.

| file | npm package | version | licence | sha256 |
|---|---|---|---|---|
END

PLOTLY=4.1.1
FONT=5.3.0
unpack plotly.js-basic-dist-min $PLOTLY
unpack plotly.js $PLOTLY
unpack @fontsource-variable/source-sans-3 $FONT
take plotly.js-basic-dist-min $PLOTLY MIT plotly-basic.min.js plotly-basic.min.js
take plotly.js $PLOTLY MIT dist/plotly.css plotly.css
for subset in latin vietnamese; do
    take_binary @fontsource-variable/source-sans-3 $FONT OFL-1.1 files/source-sans-3-$subset-wght-normal.woff2 fonts/source-sans-3-$subset.woff2
done
take plotly.js-basic-dist-min $PLOTLY MIT LICENSE LICENSE.plotly
take @fontsource-variable/source-sans-3 $FONT OFL-1.1 LICENSE fonts/LICENSE.source-sans-3
