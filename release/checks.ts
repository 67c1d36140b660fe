/** What must hold before a version is published, as far as texts can tell. Each gives what is wrong. */

export interface Manifest {
	name: string;
	version: string;
	description: string;
	author: { name: string; email: string };
	repository: { url: string };
	bugs: { url: string };
	n8n: { nodes: string[]; credentials: string[] };
}

export interface Lock {
	version: string;
	packages: Record<string, { version?: string }>;
}

export function wrongVersion(manifest: Manifest, lock: Lock, tag: string | null): string[] {
	const { version } = manifest;
	const wrong: string[] = [];
	if (!/^\d+\.\d+\.\d+(-[0-9a-z.]+)?$/.test(version))
		wrong.push(`package.json: "${version}" is not a version such as 1.2.3`);
	for (const there of [lock.version, lock.packages['']?.version])
		if (there !== version)
			wrong.push(`package-lock.json has version ${there}: run npm install --package-lock-only`);
	if (tag !== null && tag !== `v${version}`)
		wrong.push(`the tag is ${tag}, package.json has ${version}: push the tag v${version}`);
	return [...new Set(wrong)];
}

/** The version needs a heading of its own, a text below it, and the first place. */
export function wrongChangelog(changelog: string, version: string): string[] {
	const parts = changelog.split(/^## /m).slice(1);
	const [newest = ''] = parts;
	const [heading = '', ...text] = newest.split('\n');
	if (!heading.startsWith(version) || /^[\w.-]/.test(heading.slice(version.length)))
		return [`CHANGELOG.md: the first heading is "${heading}", not "## ${version}"`];
	return text.join('').trim() === '' ? [`CHANGELOG.md says nothing of ${version}`] : [];
}

/** What only the owner of the package can fill in stands in package.json and nowhere else. */
export function placeholders({ author, repository, bugs }: Manifest): string[] {
	const fields = {
		'author.name': author.name,
		'author.email': author.email,
		'repository.url': repository.url,
		'bugs.url': bugs.url,
	};
	return Object.entries(fields)
		.filter(([, value]) => /example\.(com|org)|\/OWNER\/|^OWNER$/.test(value))
		.map(([field, value]) => `package.json: ${field} is still "${value}": fill in yours`);
}

export interface Packed {
	files: string[];
	bytes: number;
}

export function wrongTarball({ files, bytes }: Packed, { n8n }: Manifest, most: number): string[] {
	const wanted = [
		...n8n.nodes,
		...n8n.credentials,
		...['README.md', 'LICENSE', 'CHANGELOG.md', 'SECURITY.md', 'dist/THIRD-PARTY-LICENSES.txt'],
	];
	return [
		...wanted.filter((file) => !files.includes(file)).map((file) => `the tarball lacks ${file}`),
		...files
			.filter((file) => /\.(ts|tgz|env|pem|log)$|(^|\/)(test|sandbox|demo)\//.test(file))
			.map((file) => `the tarball holds ${file}`),
		...(bytes > most ? [`the tarball has ${bytes} bytes, more than ${most}`] : []),
	];
}
