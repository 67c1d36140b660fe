/**
 * Loads the built package as n8n does: every node and credential, one after the other, in a process
 * that already holds n8n-workflow. Plain JavaScript, so that nothing but the package is measured.
 */
const { join, parse } = require('node:path');

const root = join(__dirname, '..', '..');
const { n8n } = require(join(root, 'package.json'));
require('n8n-workflow');
require('luxon');

const settled = () => {
	global.gc();
	global.gc();
	return process.memoryUsage().heapUsed;
};

const before = settled();
const begun = performance.now();
for (const file of [...n8n.nodes, ...n8n.credentials]) {
	const exported = require(join(root, file));
	new exported[parse(file).base.split('.')[0]]();
}
const milliseconds = performance.now() - begun;
console.log(JSON.stringify({ milliseconds, megabytes: (settled() - before) / 1e6 }));
