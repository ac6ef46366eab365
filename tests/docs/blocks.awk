# Takes the examples out of a document, or puts what they print back into it (see run.sh).
#
#   awk -v out=FOLDER -f blocks.awk DOCUMENT            writes FOLDER/N.kind, N.section, N.line, N.code, N.wanted
#   awk -v fill=FOLDER -f blocks.awk DOCUMENT >NEW      puts FOLDER/N.got, where there is one, into the text block of N
#
# Markdown: a fence ```KIND opens a block. mdoc: a comment `.\" example KIND` makes the next display one. KIND is sql, sh,
# `sh server` or console for an example, and text for what the example before it prints; other fences are no examples.

function enter(kind) {
    if (kind == "text") {
        if (!last) return
        inside = "wanted"
    } else {
        inside = "code"
        last = ++n
        if (out != "") {
            print kind >(out "/" n ".kind"); close(out "/" n ".kind")
            print section >(out "/" n ".section"); close(out "/" n ".section")
            print FILENAME ":" FNR >(out "/" n ".line"); close(out "/" n ".line")
        }
    }
    file = out "/" last "." inside
    if (out != "") printf "" >file
    if (fill != "" && inside == "wanted") filled = put(fill "/" last ".got")
}
function leave() {
    if (out != "") close(file)
    if (inside == "wanted") last = 0
    inside = ""; filled = 0
}
# Puts a file into the document; 0 if there is none.
function put(name,  line, some) {
    while ((getline line <name) > 0) {
        some = 1
        if (mdoc) { gsub(/\\/, "\\e", line); if (line ~ /^[.']/) line = "\\&" line }
        print line
    }
    close(name)
    return some
}
function plain(line) {
    if (mdoc) { gsub(/\\&/, "", line); gsub(/\\-/, "-", line); gsub(/\\e/, "\\", line) }
    return line
}

FNR == 1 { mdoc = FILENAME ~ /\.[1-9]$/; section = "top" }

!inside && mdoc && /^\.S[hs] / { section = $0; last = 0 }
!inside && mdoc && /^\.\\" example / { kind = $0; sub(/^\.\\" example /, "", kind) }
!inside && mdoc && /^\.Bd / && kind != "" { print_line(); enter(kind); kind = ""; next }
inside && mdoc && /^\.Ed/ { leave(); print_line(); next }

!inside && !mdoc && /^## / { section = $0; last = 0 }
!inside && !mdoc && /^```(sql|sh|console|text)/ { print_line(); enter(substr($0, 4)); next }
inside && !mdoc && /^```$/ { leave(); print_line(); next }

inside && out != "" { print plain($0) >file }
!filled { print_line() }
function print_line() { if (fill != "") print }
