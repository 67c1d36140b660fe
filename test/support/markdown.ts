import { readFileSync } from 'node:fs';

/** Links of text and of pictures to files beside the page, outside of code. */
export function linksOf(file: string): string[] {
	return allLinksOf(file).filter((link) => !/^[a-z]+:/.test(link));
}

/** All links of a page, to the web as well. */
export function allLinksOf(file: string): string[] {
	const prose = readFileSync(file, 'utf8')
		.replace(/```[\s\S]*?```/g, '')
		.replace(/`[^`\n]*`/g, '');
	return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
}

/** The anchors of a page's headings, as GitHub and npm make them. */
export function anchorsOf(file: string): string[] {
	if (!file.endsWith('.md')) return [];
	const prose = readFileSync(file, 'utf8').replace(/```[\s\S]*?```/g, '');
	return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading!
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.trim()
			.replaceAll(' ', '-'),
	);
}
