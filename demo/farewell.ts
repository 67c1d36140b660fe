import { join } from 'node:path';
import { whatToEnter } from '../sandbox/fields';
import { OWNER } from './n8n-editor';
import { ROOT } from './n8n-install';
import type { TwinAddresses } from './twins';

/** What a person finds after the three runs. */
export function whatIsThere(startPage: string, n8n: string): string {
	return `
${openAt(n8n)}
All shipped workflows are in it, filled in against the sandbox.
Start here: ${startPage} says what to press to see an order go out, be shipped, received and invoiced.

${END}`;
}

/** What a person needs who does it all by hand. */
export function whatToDoByHand(url: string, addresses: TwinAddresses): string {
	return `
${whatToEnter(addresses)}

${openAt(url)}
The nodes are installed, nothing else is there. The workflow to import:
  ${join(ROOT, 'workflows', 'daily-catalog-sync.json')}

${END}`;
}

function openAt(url: string): string {
	return `n8n is open on this machine: ${url}
  Email     ${OWNER.email}
  Password  ${OWNER.password}`;
}

const END = `docs/getting-started.md says what to do there. Ctrl-C ends n8n and the sandbox, and removes their data.`;
