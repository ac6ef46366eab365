// DuckDB on one thread as a peer: reads a statement a line, answers `SECONDS of CPU, a tab, the rows`, numbers with 12
// digits, cells and rows apart by a blank; a failure is a line that begins with an exclamation mark.
import { createInterface } from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
const cell = (value) => value === null ? 'NULL' : typeof value === 'string' ? value : Number(value).toPrecision(12);

for await (const line of createInterface({ input: process.stdin })) {
    try {
        const before = process.cpuUsage();
        const rows = (await connection.runAndReadAll(line)).getRows();
        const used = process.cpuUsage(before);
        console.log(`${(used.user + used.system) / 1e6}\t${rows.flat().map(cell).join(' ')}`);
    } catch (error) {
        console.log(`! ${String(error.message).replaceAll('\n', ' ')}`);
    }
}
