import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	type Manifest,
	placeholders,
	wrongChangelog,
	wrongTarball,
	wrongVersion,
} from '../../../release/checks';

const manifest: Manifest = {
	name: 'n8n-nodes-some',
	version: '2.3.4',
	description: 'Some nodes',
	author: { name: 'Jo Doe', email: 'jo@doe.dev' },
	repository: { url: 'git+https://github.com/doe/n8n-nodes-some.git' },
	bugs: { url: 'https://github.com/doe/n8n-nodes-some/issues' },
	n8n: { nodes: ['dist/nodes/A.node.js'], credentials: ['dist/credentials/B.credentials.js'] },
};
const lock = (version: string) => ({ version, packages: { '': { version } } });

describe('before a version is published', () => {
	it.each([
		['all agree', '2.3.4', lock('2.3.4'), 'v2.3.4', 0],
		['there is no tag yet', '2.3.4', lock('2.3.4'), null, 0],
		['the tag is another', '2.3.4', lock('2.3.4'), 'v2.3.5', 1],
		['the tag lacks its v', '2.3.4', lock('2.3.4'), '2.3.4', 1],
		['the lock file is older', '2.3.4', lock('2.3.3'), 'v2.3.4', 1],
		['it is no version', '2.3', lock('2.3'), null, 1],
	])('version: %s', (_, version, lockFile, tag, wrong) => {
		expect(wrongVersion({ ...manifest, version }, lockFile, tag)).toHaveLength(wrong);
	});

	it.each([
		['is described', '# Changelog\n\n## 2.3.4\n\nNew.\n\n## 2.3.3\n\nOld.\n', 0],
		['is described with its date', '# Changelog\n\n## 2.3.4 (2030-01-01)\n\nNew.\n', 0],
		['stands below an older one', '## 2.3.3\n\nOld.\n\n## 2.3.4\n\nNew.\n', 1],
		['is only the beginning of another', '## 2.3.40\n\nNew.\n', 1],
		['has a heading and no text', '## 2.3.4\n\n## 2.3.3\n\nOld.\n', 1],
		['is not there', '# Changelog\n', 1],
	])('changelog: the version %s', (_, changelog, wrong) => {
		expect(wrongChangelog(changelog, '2.3.4')).toHaveLength(wrong);
	});

	it('tells each field that the owner has not filled in', () => {
		expect(placeholders(manifest)).toEqual([]);
		const ours = JSON.parse(
			readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8'),
		) as Manifest;
		const empty = { ...ours, author: { name: 'OWNER', email: 'a@example.com' } };
		const url = 'https://github.com/OWNER/x';
		expect(
			placeholders({ ...empty, repository: { url }, bugs: { url } }).map((told) =>
				told.replace(/^package\.json: (\S+) .*/, '$1'),
			),
		).toEqual(['author.name', 'author.email', 'repository.url', 'bugs.url']);
	});

	it.each([
		['has all', [], 1000, []],
		['lacks a node', ['dist/nodes/A.node.js'], 1000, ['the tarball lacks dist/nodes/A.node.js']],
		['lacks the license', ['LICENSE'], 1000, ['the tarball lacks LICENSE']],
		['is too large', [], 5001, ['the tarball has 5001 bytes, more than 5000']],
	])('tarball: it %s', (_, lacking, bytes, wrong) => {
		const files = [
			...['dist/nodes/A.node.js', 'dist/credentials/B.credentials.js', 'README.md', 'LICENSE'],
			...['CHANGELOG.md', 'SECURITY.md', 'dist/THIRD-PARTY-LICENSES.txt'],
		].filter((file) => !(lacking as string[]).includes(file));
		expect(wrongTarball({ files, bytes }, manifest, 5000)).toEqual(wrong);
		expect(wrongTarball({ files: [...files, 'a/b.env'], bytes }, manifest, 5000)).toContain(
			'the tarball holds a/b.env',
		);
	});
});
