import { reached } from '../../check-ids';
import type { Check } from '../../types';

/** The TD SYNNEX side. */
export function tdSynnexChecks(): Check[] {
	const check = (part: string, rest: Omit<Check, 'id' | 'area' | 'docs'>): Check => ({
		id: `td-synnex.${part}`,
		area: 'TD SYNNEX',
		docs: `docs/setup.md#td-synnex`,
		...rest,
	});
	return [
		check('allow-list', {
			name: 'IP address is on the allow-list',
			needed: "TD SYNNEX knows the static IP address that n8n's calls leave from",
			blocks: 'All calls to TD SYNNEX, orders first.',
			remedy:
				'Ask TD SYNNEX (your sales representative, or helpdeskus@tdsynnex.com) to register that address for EC XML.',
			needs: [reached('ec')],
		}),
		check('login', {
			name: 'User id and password',
			needed: 'An EC account with XML access on the chosen host; test and production differ',
			blocks: 'Prices, orders, order states and invoices.',
			remedy:
				'Check User ID, Password, Country and Environment in the TD SYNNEX EC API credential; ask TD SYNNEX to enable XML for the account.',
			needs: ['td-synnex.allow-list'],
		}),
		check('price', {
			name: 'Price and availability of one SKU',
			needed: 'A price for a SKU that the account may buy',
			blocks: 'Live prices, and the price check before an order.',
			remedy:
				'Check Customer Number in the TD SYNNEX EC API credential, and set Test SKU to one that you can see in EC Express.',
			needs: ['td-synnex.login'],
		}),
		check('order-status', {
			name: 'Order look-up',
			needed: '"Not found" for an order number that cannot exist',
			blocks: 'Sending orders: without the look-up a doubtful order cannot be resolved.',
			remedy: 'Ask TD SYNNEX to enable PO Status for the account.',
			needs: ['td-synnex.login'],
		}),
		check('invoices', {
			name: 'Invoice service',
			needed: 'An answer for an order number that cannot exist',
			blocks: 'Invoice numbers and amounts.',
			remedy: 'Ask TD SYNNEX to enable the invoice service for the account.',
			needs: [reached('invoice'), 'td-synnex.login'],
		}),
		check('price-file', {
			name: 'Price file',
			needed: 'A price file of today or yesterday from the SFTP server',
			blocks: 'The catalogue sync.',
			remedy:
				"Ask TD SYNNEX for SFTP access (its password is not the EC password), and put n8n's FTP node before this one to download the file.",
			needs: [],
		}),
	];
}
