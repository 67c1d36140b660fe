/** The ways in which people and programs spoil a block that they do not understand. */
const WAYS: ((lines: string[], at: number) => string[])[] = [
	// each line in turn: taken out, retyped, quoted, doubled, cut short
	(lines, at) => lines.filter((_, index) => index !== at),
	(lines, at) => lines.map((line, index) => (index === at ? line.replace(/[a-z]/, 'q') : line)),
	(lines, at) => lines.map((line, index) => (index === at ? line.replace(/\d/, '7') : line)),
	(lines, at) => lines.map((line, index) => (index === at ? `> ${line}` : line)),
	(lines, at) => lines.map((line, index) => (index === at ? line.slice(0, line.length / 2) : line)),
	(lines, at) => lines.flatMap((line, index) => (index === at ? [line, line] : [line])),
	// two lines joined; the rest cut off; the head cut off
	(lines, at) =>
		lines.flatMap((line, index) =>
			index === at ? [] : index === at - 1 ? [`${line} ${lines[at]}`] : [line],
		),
	(lines, at) => lines.slice(0, Math.max(1, at)),
	(lines, at) => lines.slice(at),
	// the block as a whole
	(lines) => lines.map((line) => `> ${line}`),
	(lines) => [lines.join(' ')],
	(lines) => [lines.join('<br>')],
	(lines) => [lines.join('\r')],
	(lines) => [lines.join('\u2028')],
	(lines) => lines.map((line) => `    ${line}`),
	(lines) => lines.map((line) => line.replaceAll('===', '---')),
	(lines) => lines.map((line) => line.replaceAll(' ', '\u00a0')),
	(lines) => lines.map((line) => line.replaceAll(':', ' -')),
	(lines) => lines.map((line) => line.toUpperCase()),
	(lines) => [...lines].reverse(),
	(lines) => lines.filter((line) => !line.startsWith('===')),
	(lines) => lines.map((line) => line.replace(/^Autotask id: .*/, '')),
	(lines) => lines.map((line) => line.replace(/^Autotask id: .*/, 'Autotask id: 1')),
];

/** The memo with its block spoilt in one of the ways; the same memo where there is no block. */
export function damaged(memo: string, way: number): string {
	const lines = memo.replace(/\r\n/g, '\n').split('\n');
	const from = lines.findIndex((line) => /TD SYNNEX order, kept by n8n/.test(line));
	const to = lines.findIndex((line) => /end of TD SYNNEX order/.test(line));
	if (from < 0 || to <= from) return memo;
	const block = lines.slice(from, to + 1);
	const spoil = WAYS[way % WAYS.length] as (typeof WAYS)[number];
	const at = Math.floor(way / WAYS.length) % block.length;
	return [...lines.slice(0, from), ...spoil(block, at), ...lines.slice(to + 1)].join('\n');
}

export const DAMAGES = WAYS.length;
