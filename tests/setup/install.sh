#!/bin/sh
# Installs the Debian packages that are missing for a purpose, or says which line does.
#
#   sh tests/setup/install.sh [-n] run|check|bench|fuzz...
#
# Asks dpkg once (some 10 ms when everything is there) and reads the list from the file `packages` beside this script.
# Installs as root, else through sudo if that needs no password or there is a terminal to type it at; -n never installs.
# Services stay as they are: nginx's package would start a system-wide server on port 80, so while apt runs a temporary
# policy-rc.d refuses service starts, and an nginx that came with us is not enabled for the next boot either.
#
# EXIT STATUS  0 nothing missing any more; 1 apt failed; 2 usage; 3 missing, and no right to install.

set -u
here=${0%/*}
say() { printf '%s\n' "$*" >&2; }

# The packages of the purposes given, one a line.
wanted() {
    for purpose; do
        awk -v p="$purpose" '!/^#/ && ($2 == p || $2 == "run") { print $1 }' "$here/packages"
    done | sort -u
}

# Of the packages given, those not installed. A name that another package provides counts as installed through it.
missing() {
    dpkg-query -W -f '${db:Status-Status} ${Package}, ${Provides}\n' 2>/dev/null |
    awk -v want="$*" '
        $1 == "installed" { sub(/^installed /, ""); gsub(/\([^)]*\)/, ""); n = split($0, name, /[ ,]+/)
                            for (i = 1; i <= n; i++) have[name[i]] = 1 }
        END { n = split(want, w, " "); for (i = 1; i <= n; i++) if (!(w[i] in have)) print w[i] }'
}

policy=/usr/sbin/policy-rc.d
hold_services() {
    [ -e "$policy" ] && return
    printf '#!/bin/sh\n# put here by fulfil while it installs packages\nexit 101\n' >"$policy" && chmod 755 "$policy" &&
        trap 'rm -f "$policy"' EXIT && trap 'exit 1' HUP INT TERM
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get -y -q --no-install-recommends install "$@"
}

# As root: installs the packages given. Package lists are fetched only where there are none or they are too old to help.
install() {
    say "fulfil: installing $*"
    hold_services
    ls /var/lib/apt/lists/*Packages* >/dev/null 2>&1 || apt-get -q update
    apt_install "$@" || { apt-get -q update && apt_install "$@"; } || return 1
    case " $* " in *' nginx '*)
        { systemctl disable nginx || { update-rc.d nginx disable; deb-systemd-helper disable nginx.service; }; } >/dev/null 2>&1
        say 'fulfil: nginx is installed; its system-wide service is neither started nor enabled'
    esac
    return 0
}

[ "${1-}" = --as-root ] && { shift; install "$@"; exit; }
dry=
[ "${1-}" = -n ] && { dry=1; shift; }
[ $# -gt 0 ] || { say "usage: install.sh [-n] run|check|bench|fuzz..."; exit 2; }
for purpose; do
    case $purpose in run|check|bench|fuzz) ;; *) say "install.sh: no such purpose: $purpose"; exit 2;; esac
done

if ! command -v dpkg-query >/dev/null; then
    say "fulfil: not a Debian system, so these are taken to be there under whatever name: $(wanted "$@" | tr '\n' ' ')"
    exit 0
fi
need=$(missing $(wanted "$@") | tr '\n' ' ')
need=${need% }
[ -n "$need" ] || exit 0

line="apt-get install --no-install-recommends $need"
if [ -z "$dry" ]; then
    if [ "$(id -u)" = 0 ]; then install $need >&2; exit; fi
    if command -v sudo >/dev/null; then
        if sudo -n true 2>/dev/null; then sudo -n sh "$0" --as-root $need >&2; exit; fi
        if [ -t 0 ]; then sudo sh "$0" --as-root $need >&2; exit; fi
    fi
fi
say 'fulfil: packages are missing, and only root may install them. Run this line, then try again:
fulfil: 缺少软件包，需由 root 安装。请先运行：'
if command -v sudo >/dev/null; then say "    sudo $line"; else say "    su -c '$line'"; fi
exit 3
