import { reached } from '../../check-ids';
import type { Check } from '../../types';

/** The TD SYNNEX side. */
export function tdSynnexChecks(): Check[] {
	return [...accountChecks(), ...serviceChecks()];
}

/** Whether TD SYNNEX lets the account in, today and next month. */
function accountChecks(): Check[] {
	return [
		check('allow-list', {
			name: 'IP address is on the allow-list',
			needed: "TD SYNNEX knows the static IP address that n8n's calls leave from",
			blocks: 'Orders on production; perhaps other calls too.',
			remedy:
				'Ask TD SYNNEX (your sales representative, or helpdeskus@tdsynnex.com) to register that address for EC XML.',
			needs: [reached('ec')],
		}),
		check('login', {
			name: 'User id and password',
			needed: 'An EC account with XML access on the chosen host',
			blocks: 'Prices, orders, order states, and invoices.',
			remedy:
				'Check User ID, Password, Country, and Environment in the TD SYNNEX EC API credential. Ask TD SYNNEX to enable XML for the account. The password of a user that is allowed to order expires every three months.',
			needs: ['td-synnex.allow-list'],
		}),
		check('read-only-login', {
			name: 'Read-only user',
			needed:
				'Optional: an EC user that is not allowed to order, for prices, order states, and freight',
			blocks: 'Prices, order states, and freight, which only this user requests.',
			remedy:
				'Check Read-Only User ID and Read-Only Password in the TD SYNNEX EC API credential, or clear both.',
			docs: 'docs/setup.md#two-ec-users',
			needs: ['td-synnex.allow-list'],
		}),
		check('password-age', {
			name: 'Password of the ordering user is younger than three months',
			needed: 'Password Set On in the TD SYNNEX EC API credential, less than three months ago',
			blocks:
				'All calls to TD SYNNEX, from one day to the next. Without a read-only user, also prices and states.',
			remedy:
				'Change the password in EC Express, then enter it and the new date in the TD SYNNEX EC API credential. With a read-only user there, prices, order states, and freight continue to work.',
			docs: 'docs/setup.md#two-ec-users',
			needs: [],
		}),
		check('auto-fill', {
			name: 'Auto-fill profile is set up',
			needed: 'A profile for your account, set up by TD SYNNEX sales',
			blocks:
				'Orders become sales orders automatically. Without it, each order waits for a person.',
			remedy: 'Ask your TD SYNNEX representative.',
			docs: 'docs/setup.md#auto-fill-profile',
			needs: [],
		}),
	];
}

function serviceChecks(): Check[] {
	return [
		check('price', {
			name: 'Price and availability of one SKU',
			needed: 'A price for a SKU that the account can buy',
			blocks: 'Live prices, and the price check before an order.',
			remedy:
				'Check Customer Number in the TD SYNNEX EC API credential, and set Test SKU to one that you can see in EC Express.',
			needs: ['td-synnex.read-only-login'],
		}),
		check('order-status', {
			name: 'Order look-up',
			needed: '"Not found" for an order number that cannot exist',
			blocks: 'Sending orders: without the look-up, an order in doubt cannot be settled.',
			remedy: 'Ask TD SYNNEX to enable PO Status for the account.',
			needs: ['td-synnex.read-only-login'],
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
			needed: 'A price file of the last business day from the SFTP server',
			blocks: 'The catalog sync.',
			remedy:
				"Ask TD SYNNEX for SFTP access (its password is not the EC password), and connect n8n's FTP node in front of this one to download the file.",
			needs: [],
		}),
	];
}

function check(part: string, rest: Omit<Check, 'id' | 'area' | 'docs'> & { docs?: string }): Check {
	return { id: `td-synnex.${part}`, area: 'TD SYNNEX', docs: 'docs/setup.md#td-synnex', ...rest };
}
