"""Writes the rows of labelled.csv or labelled_segmented.csv as tests/evaluate/liblinear.c reads them: two 32-bit lengths,
text, label; a segmented text with its words joined."""
import csv, struct, sys
with open(sys.argv[1], encoding='utf-8-sig') as file:
    for row in csv.DictReader(file):
        text = row['segmented_text'].replace(' ', '') if 'segmented_text' in row else row['subject'] + '\n' + row['detail']
        text, label = text.encode(), row['label'].encode()
        sys.stdout.buffer.write(struct.pack('<II', len(text), len(label)) + text + label)
