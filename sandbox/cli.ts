import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { whatToEnter } from './fields';
import { startSandbox } from './index';
import type { Manners } from './tdsynnex';

const HELP = `Twins of Autotask PSA and TD SYNNEX on loopback, for trying flows without touching production.

  npm run sandbox -- [options]

  --seed N           content is made from this number; same seed, same content (1)
  --skus N           SKUs in the TD SYNNEX catalog (200000)
  --latency MS       every answer takes at least so long (0)
  --port N           control at N, Autotask at N+1, TD SYNNEX from N+2 (free ports)
  --country US|CA    TD SYNNEX's country (US)
  --only NAME        autotask or tdSynnex: start one twin
  --hourly-limit N   Autotask calls per rolling hour, 0 = no limit (10000)
  --manners FILE     TD SYNNEX behaves as a conformance run found it (its settings file), or as a file of manners says
  --no-usage-latency do not slow Autotask down from 50 % use on
  --help             this text

When ready it prints one line of JSON, all that is on standard output (npm run -s sandbox keeps npm's own lines
away): addresses, logins, and the control's address. On standard error it says which field of n8n gets which value.

The control:
  GET  /ledger?system=autotask&endpoint=Products&since=SEQ   every request and what came of it
  GET  /stats                                                counts, greatest concurrency, what is stored
  POST /reset                                                seeded content, empty ledger, no faults
  POST /faults   {"system":"tdsynnex","endpoint":"PO","after":0,"count":1,"fault":{"kind":"resetAfter"}}
  DELETE /faults                                             forget all faults
  POST /prices   {"percent":5}                               change the price of 5 % of all SKUs (or of "skus":[...])
  POST /clock    {"advanceSeconds":3600}                     turn the twins' clock forward
  GET|POST /autotask/permissions   {"modules":{"Inventory":"None"},"costs":false,"hidden":{"Products":"all"}}
  POST /autotask/limits            {"hourlyLimit":10000,"used":9000}
  GET  /autotask/entities/NAME                               all records of an entity, as stored
  POST /autotask/records           {"entity":"Products","records":[{...}]}  add records, rules aside
  POST /autotask/procurement/seed                            deals, tickets, projects, contracts with charges
  POST /autotask/procurement/win   {"opportunityId":1}       what people do: win, approve, pick, purchase, deliver,
                                                             post, syncAccounting; the switches: settings
  POST /tdsynnex/scenario          {"poNumber":"PO-1",...}   how an order will fare; more: docs/sandbox.md

Kinds of faults, and what the twins model: docs/sandbox.md. Ends on Ctrl-C.
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			seed: { type: 'string' },
			skus: { type: 'string' },
			latency: { type: 'string' },
			port: { type: 'string' },
			country: { type: 'string' },
			only: { type: 'string' },
			'hourly-limit': { type: 'string' },
			manners: { type: 'string' },
			'no-usage-latency': { type: 'boolean' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) return void process.stdout.write(HELP);
	const sandbox = await startSandbox({
		seed: whole(values.seed, 'seed'),
		skus: whole(values.skus, 'skus'),
		latencyMs: whole(values.latency, 'latency'),
		port: portFrom(values.port),
		country: oneOf(values.country, 'country', ['US', 'CA']),
		only: oneOf(values.only, 'only', ['autotask', 'tdSynnex']),
		hourlyLimit: whole(values['hourly-limit'], 'hourly-limit'),
		usageLatency: !values['no-usage-latency'],
	});
	if (values.manners !== undefined) sandbox.tdSynnex.manners(mannersIn(values.manners));
	const stop = (): void => void sandbox.close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	process.stdout.write(`${JSON.stringify(sandbox.addresses)}\n`);
	process.stderr.write(`\n${whatToEnter(sandbox.addresses)}\nCtrl-C ends the sandbox.\n`);
}

/** Of a conformance run's settings file, or of a file that holds nothing but manners. */
function mannersIn(file: string): Partial<Manners> {
	const read = JSON.parse(readFileSync(file, 'utf8')) as { manners?: Partial<Manners> };
	return read.manners ?? (read as Partial<Manners>);
}

function whole(text: string | undefined, name: string): number | undefined {
	if (text === undefined) return undefined;
	if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`);
	return Number(text);
}

/** Four ports in a row are used, the first of them this. */
function portFrom(text: string | undefined): number | undefined {
	const port = whole(text, 'port');
	if (port !== undefined && port > 65_532)
		throw new Error(`--port takes at most 65532, not ${port}`);
	return port;
}

function oneOf<T extends string>(text: string | undefined, name: string, all: T[]): T | undefined {
	if (text === undefined) return undefined;
	const found = all.find((one) => one === text);
	if (!found) throw new Error(`--${name} takes ${all.join(' or ')}, not "${text}"`);
	return found;
}

main().catch((error: NodeJS.ErrnoException & { port?: number }) => {
	const inUse =
		error.code === 'EADDRINUSE' &&
		`port ${error.port} is in use on this machine: choose another --port, or leave it out for free ones`;
	process.stderr.write(`${inUse || error.message}\nnpm run sandbox -- --help explains.\n`);
	process.exit(1);
});
