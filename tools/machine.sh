#!/bin/sh
# What Debian packages this machine lacks: fonts for pdf, a browser and a virus scanner for tests.
# Installed where we may; where not, the sentence says what will be missing.
set -u

has_fonts() { fc-list :lang=zh family 2>/dev/null | grep -q .; }
has_browser() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
has_scanner() { command -v clamd >/dev/null || [ -x /usr/sbin/clamd ]; }

wanted=""
for need in "$@"; do
    case "$need" in
        fonts) has_fonts || wanted="$wanted fonts-noto-cjk fonts-lxgw-wenkai fontconfig" ;;
        browser) has_browser || wanted="$wanted chromium" ;;
        scanner) has_scanner || wanted="$wanted clamav-daemon" ;;
    esac
done
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing:$wanted"
    apt-get update -qq >/dev/null 2>&1
    # One by one: where one has no candidate here, the others still come.
    for name in $wanted; do
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$name" \
            >/dev/null 2>&1 || echo "could not install $name"
    done
fi
for need in "$@"; do
    case "$need" in
        fonts) has_fonts || echo "!! NO CHINESE FONT: pdf will be refused, docx and xlsx still come. Install fonts-noto-cjk." ;;
        browser) has_browser || echo "!! NO BROWSER: the browser tests will be SKIPPED. Install chromium." ;;
        scanner) has_scanner || echo "!! NO VIRUS SCANNER: what asks the real one will be SKIPPED. Install clamav-daemon." ;;
    esac
done
exit 0
