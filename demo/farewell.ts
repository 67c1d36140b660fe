import { join } from 'node:path';
import { whatToEnter } from '../sandbox/fields';
import { OWNER } from './n8n-editor';
import { ROOT } from './n8n-install';
import type { TwinAddresses } from './twins';

/** What a person finds in n8n after the three runs. */
export function whatIsThere(url: string, { control }: TwinAddresses): string {
	return `
${openAt(url)}
TD SYNNEX has changed 5 % of its prices once more, and Dry Run is on: press Execute workflow and read the plan.
For more changes of price: ${changePricesCommand(control)}

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

/** As a shell takes it, and Windows' command prompt. */
function changePricesCommand(control: string): string {
	return `curl -H "content-type: application/json" -d "{\\"percent\\":5}" ${control}/prices`;
}

const END = `docs/getting-started.md says what to do there. Ctrl-C ends n8n and the sandbox, and removes their data.`;
