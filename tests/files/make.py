#!/usr/bin/env python3
"""Writes the files that tests/files reads: one table in every form, and files that must be refused.

    python3 make.py FOLDER
"""
import codecs, csv, io, os, struct, sys, zipfile
from xml.sax.saxutils import escape

OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Number(str):
    """A cell's number as the file has it, with the number of its format."""
    def __new__(cls, text, style=0):
        self = str.__new__(cls, text)
        self.style = style
        return self


def column(i):
    return (chr(64 + i // 26) if i >= 26 else '') + chr(65 + i % 26)


def cell_xml(value, where, strings, inline):
    if isinstance(value, Number):
        return f'<c{where} s="{value.style}"><v>{value}</v></c>'
    if value.startswith('#N/'):
        return f'<c{where} t="e"><v>{value}</v></c>'
    if value == '是':
        return f'<c{where} t="b"><v>1</v></c>'
    if inline:
        return f'<c{where} t="inlineStr"><is><r><t xml:space="preserve">{escape(value[:1])}</t></r><r><t xml:space="preserve">{escape(value[1:])}</t></r><rPh sb="0" eb="1"><t>読</t></rPh></is></c>'
    strings.setdefault(value, len(strings))
    return f'<c{where} t="s"><v>{strings[value]}</v></c>'


def sheet_xml(rows, strings, inline=False, places=True):
    out = [HEAD, f'<worksheet xmlns="{MAIN}"><sheetData>']
    for r, row in enumerate(rows, 1):
        if not any(row) and places:
            continue
        out.append(f'<row r="{r}">' if places else '<row>')
        for c, value in enumerate(row):
            where = f' r="{column(c)}{r}"' if places else ''
            if value or not places:
                out.append(cell_xml(value, where, strings, inline) if value else f'<c{where}/>')
        out.append('</row>')
    return ''.join(out) + '</sheetData></worksheet>'


def workbook_parts(sheets, inline=False, places=True, date1904=False, state=None):
    """sheets: [(name, rows)]. The parts of a workbook by name."""
    strings, parts = {}, {}
    for i, (name, rows) in enumerate(sheets, 1):
        parts[f'xl/worksheets/sheet{i}.xml'] = sheet_xml(rows, strings, inline, places)
    states = {name: f' state="{state[name]}"' for name in (state or {})}
    parts['_rels/.rels'] = f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    parts['xl/workbook.xml'] = f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="{int(date1904)}"/><sheets>' + ''.join(
        f'<sheet name="{escape(n)}" sheetId="{i}"{states.get(n, "")} r:id="rId{i}"/>' for i, (n, _) in enumerate(sheets, 1)) + '</sheets></workbook>'
    parts['xl/_rels/workbook.xml.rels'] = f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + ''.join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="{"/xl/" if i % 2 else ""}worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1)) + (
        f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
    # formats: 0 number, 1 date 14, 2 own date and time, 3 own Chinese date, 4 a number in red, 5 time
    parts['xl/styles.xml'] = f'''{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="176" formatCode="yyyy/m/d\\ h:mm;@"/>
<numFmt numFmtId="177" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="178" formatCode="[Red]0.00&quot;day&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/><xf numFmtId="20"/></cellXfs></styleSheet>'''
    if strings:
        parts['xl/sharedStrings.xml'] = f'{HEAD}<sst xmlns="{MAIN}">' + ''.join(
            f'<si><t xml:space="preserve">{escape(s)}</t><rPh sb="0" eb="1"><t>読</t></rPh></si>' for s in strings) + '</sst>'
    return parts


def zip_bytes(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        for name in sorted(parts):
            z.writestr(zipfile.ZipInfo(name, (2020, 2, 25, 0, 0, 0)), parts[name], zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()


def workbook(sheets, **how):
    return zip_bytes(workbook_parts(sheets, **how))


def delimited(rows, delimiter=',', line='\r\n'):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line).writerows(rows)
    return out.getvalue()


HEADINGS = ['序号', '企业名称', '统一社会信用代码', '收集日期', '需求内容', '数量（只）', '方式', '包保部门']
TABLE = [
    ['芜湖经开区企业政策需求表'],
    ['填报单位：人社局'],
    HEADINGS,
    ['1', '甲机械公司', '', '2020-02-05', '想复工，苦于没有口罩', '1000余', '电话', ''],
    [],
    ['2', '乙电子公司', '91340200MA2N0ABC1X', '2020-02-06 08:30', '他说“缺料”，"急"; 见附件\n第二行', '30000', '走访', 'RSJ'],
    ['3', '丙公司<3>&', '', '2020-02-07', '𠀾㑮 資金周轉', '', '', ''],
    ['合计', '3'],
]


def forms():
    """The same table in every form: the same rows must come of each."""
    wide = [row + [''] * (len(HEADINGS) - len(row)) for row in TABLE]
    text, numbers = delimited(wide), [list(row) for row in wide]
    numbers[3][3], numbers[5][3], numbers[6][3] = Number('43866', 1), Number('43867.354166666664', 2), Number('43868', 3)
    numbers[5][5], numbers[3][0] = Number('3E4', 4), Number('1')
    old = [list(row) for row in numbers]
    old[3][3], old[5][3], old[6][3] = Number('42404', 1), Number('42405.354166666664', 2), Number('42406', 3)
    other = [('说明', [['填表说明'], ['请用本表']]), ('需求', numbers)]
    english = {'序号': 'No.', '企业名称': 'Enterprise Name', '统一社会信用代码': 'USCC', '收集日期': 'collected_at', '需求内容': 'Demand', '数量（只）': 'Quantity (只)', '方式': 'CHANNEL', '包保部门': 'contact unit'}
    back = [list(reversed(row)) for row in wide[3:]]
    yield 'utf8.csv', text.encode()
    yield 'mark.csv', codecs.BOM_UTF8 + text.encode()
    yield 'gb18030.csv', text.encode('gb18030')
    yield 'utf16le.csv', codecs.BOM_UTF16_LE + text.encode('utf-16le')
    yield 'utf16be.csv', codecs.BOM_UTF16_BE + text.encode('utf-16be')
    yield 'lf.csv', delimited(wide, line='\n').encode()
    yield 'cr.csv', delimited(wide, line='\r').encode()
    yield 'short.csv', delimited([row for row in TABLE], line='\n').encode().rstrip(b'\n') + b'\n'
    yield 'tabs.tsv', delimited(wide, '\t').encode()
    yield 'semicolon.csv', delimited(wide, ';').encode()
    yield 'english.csv', delimited(wide[:2] + [[english[h] for h in HEADINGS]] + wide[3:]).encode()
    yield 'reversed.csv', delimited(wide[:2] + [HEADINGS[::-1]] + back[:-1] + [['合计']]).encode()
    yield 'wide.csv', delimited(wide[:2] + [[h.replace('（', ' （').replace('统', ' *統') + '：' for h in HEADINGS]] + wide[3:]).replace('数量 （只）：', '数量 （只）').encode()
    yield 'formula.csv', text.replace('91340200MA2N0ABC1X', '"=""91340200MA2N0ABC1X"""').encode()
    yield 'shared.xlsx', workbook([('Sheet1', numbers)])
    yield 'inline.xlsx', workbook([('Sheet1', numbers)], inline=True)
    yield 'bare.xlsx', workbook([('Sheet1', numbers)], places=False)
    yield '1904.xlsx', workbook([('Sheet1', old)], date1904=True)
    yield 'second.xlsx', workbook(other)
    yield 'hidden.xlsx', workbook([('旧表', [HEADINGS, ['9'] * 8]), ('需求', numbers)], state={'旧表': 'hidden'})


GOOD = '企业,日期,需求\n甲,2020-02-05,缺口罩\n'


def xml_bomb():
    return ('<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">' + ''.join(f'<!ENTITY {b} "{("&%s;" % a) * 10}">' for a, b in zip('abcdefgh', 'bcdefghi'))
            + f']><worksheet xmlns="{MAIN}"><sheetData><row><c t="inlineStr"><is><t>&i;</t></is></c></row></sheetData></worksheet>')


def lying(size, stated):
    """A workbook whose sheet states another length than it has."""
    parts = workbook_parts([('Sheet1', [['企业', '日期', '需求']])])
    parts['xl/worksheets/sheet1.xml'] = f'<worksheet xmlns="{MAIN}"><sheetData>' + ' ' * size + '</sheetData></worksheet>'
    data, real = bytearray(zip_bytes(parts)), len(parts['xl/worksheets/sheet1.xml'])
    at = -1
    while (at := data.find(struct.pack('<I', real), at + 1)) >= 0:
        data[at:at + 4] = struct.pack('<I', stated)
    return bytes(data)


def encrypted():
    data = bytearray(workbook([('Sheet1', TABLE)]))
    for sign, at in ((b'PK\1\2', 8), (b'PK\3\4', 6)):
        place = -1
        while (place := data.find(sign, place + 1)) >= 0:
            data[place + at] |= 1
    return bytes(data)


def bomb():
    """Five gigabytes of blanks in some kilobytes of zip: the stream for 1 MB over and over, sizes stated truly."""
    import zlib
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte, times = b' ' * (1 << 20), 5 * 1024
    first = pack.compress(megabyte) + pack.flush(zlib.Z_FULL_FLUSH)
    block = pack.compress(megabyte) + pack.flush(zlib.Z_FULL_FLUSH)
    packed = first + block * (times - 1) + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    crc, size = 0, len(megabyte) * times
    parts = workbook_parts([('Sheet1', [['企业', '日期', '需求']])])
    del parts['xl/worksheets/sheet1.xml']
    base = zip_bytes(parts)
    end = base.rfind(b'PK\5\6')
    count, length, start = struct.unpack('<HxxxxH', base[end + 10:end + 12] + base[end + 12:end + 16] + b'\0\0')[0], *struct.unpack('<II', base[end + 12:end + 20])
    name = b'xl/worksheets/sheet1.xml'
    extra = struct.pack('<HHQQ', 1, 16, size, len(packed))
    local = struct.pack('<4sHHHHHIIIHH', b'PK\3\4', 45, 0, 8, 0, 0x5059, crc, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra)) + name + extra
    central = struct.pack('<4sHHHHHHIIIHHHHHII', b'PK\1\2', 45, 45, 0, 8, 0, 0x5059, crc, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra), 0, 0, 0, 0, start) + name + extra
    directory = base[start:start + length] + central
    at = start + len(local) + len(packed)
    return base[:start] + local + packed + directory + struct.pack('<4sHHHHIIH', b'PK\5\6', 0, 0, count + 1, count + 1, len(directory), at, 0)


def hostile():
    """Files that must be refused, and what to call them with."""
    good = workbook([('Sheet1', TABLE)])
    parts = workbook_parts([('Sheet1', TABLE)])
    yield 'empty.csv', b''
    yield 'mark-only.csv', codecs.BOM_UTF8
    yield 'no-headings.csv', '甲,2020-02-05,缺口罩\n乙,2020-02-06,缺料\n'.encode()
    yield 'one-heading.csv', '企业名秤,日期,需求类容\n甲,2020-02-05,缺口罩\n'.encode()
    yield 'misspelt.csv', '企业名秤,日期,需求内容,方式\n甲,2020-02-05,缺口罩,电话\n'.encode()
    yield 'misspelt-optional.csv', '企业,日期,需求,需求数里,电话\n甲,2020-02-05,缺口罩,5,1\n'.encode()
    yield 'two-of-one.csv', '企业,企业名称,日期,需求\n甲,乙,2020-02-05,缺口罩\n'.encode()
    yield 'loan-unit.csv', '贷款编号,企业,日期,环节,金额（千元）\nT-L-1,甲,2020-02-05,上报,100\n'.encode()
    yield 'neither.csv', GOOD.encode() + b'\xb1\xb1\xff,\xff\n'
    yield 'nul.csv', GOOD.encode('utf-16le')
    yield 'cut.csv', GOOD.encode() + '乙,2020-02-0'.encode()
    yield 'quote.csv', GOOD.encode() + '乙,2020-02-06,"缺料\n丙,2020-02-07,缺钱\n'.encode()
    yield 'long-quote.csv', GOOD.encode() + b'"' + b'x' * 3000000
    yield 'cells.csv', ('企业,日期,需求' + ',电话' * 1200 + '\n').encode()
    yield 'page.pdf', b'%PDF-1.4\n'
    yield 'old.xls', bytes.fromhex('D0CF11E0A1B11AE1') + bytes(512)
    yield 'encrypted.xlsx', encrypted()
    yield 'cut.xlsx', good[:len(good) // 2]
    yield 'cut-late.xlsx', good[:-30]
    yield 'no-workbook.xlsx', zip_bytes({'a.txt': 'x'})
    yield 'no-sheet-part.xlsx', zip_bytes({k: v for k, v in parts.items() if 'sheet1' not in k})
    yield 'broken-xml.xlsx', zip_bytes({**parts, 'xl/worksheets/sheet1.xml': parts['xl/worksheets/sheet1.xml'][:900]})
    yield 'entities.xlsx', zip_bytes({**parts, 'xl/worksheets/sheet1.xml': xml_bomb()})
    yield 'entities-utf16.xlsx', zip_bytes({**parts, 'xl/worksheets/sheet1.xml': codecs.BOM_UTF16_LE + xml_bomb().replace('<?xml version="1.0"?>', '').encode('utf-16le')})
    yield 'entity-file.xlsx', zip_bytes({**parts, 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + parts['xl/workbook.xml'][len(HEAD):].replace('Sheet1', '&f;')})
    yield 'rows-back.xlsx', zip_bytes({**parts, 'xl/worksheets/sheet1.xml': parts['xl/worksheets/sheet1.xml'].replace('row r="7"', 'row r="5"')})
    yield 'bad-string.xlsx', zip_bytes({**parts, 'xl/sharedStrings.xml': f'<sst xmlns="{MAIN}"/>'})
    yield 'other.xlsx', workbook([('说明', [['填表说明']]), ('附表', [['1', '2']])])
    yield 'lying-short.xlsx', lying(3 << 20, 1000)
    yield 'ratio.xlsx', lying(40 << 20, 40 << 20)
    yield 'bomb.xlsx', bomb()
    yield 'many-parts.xlsx', zip_bytes({**parts, **{f'x{i}': '' for i in range(10100)}})


def rows_at_fault():
    """A file that is read but for some of its rows."""
    yield 'faults.csv', (GOOD + '乙,2020-02-06,缺料,多出来的\n丙,2020-02-06,').encode() + b'\xff\xfe' + ',\n丁,2020-02-07,'.encode() + b'x' * 30000 + ',\n戊,2020-02-08,缺车,\n'.encode()
    yield 'faults.xlsx', workbook([('Sheet1', [['企业', '日期', '需求'], ['甲', '2020-02-05', '缺口罩'], ['乙', '#N/A', '缺料'], ['丙', '2020-02-06', '缺钱']])])


def main(folder):
    for name, files in (('forms', forms()), ('hostile', hostile()), ('faults', rows_at_fault())):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
        for file, data in files:
            with open(os.path.join(folder, name, file), 'wb') as out:
                out.write(data)


if __name__ == '__main__':
    main(sys.argv[1])
