import { createServer, type AddressInfo, type Socket } from 'node:net';

import type { TwinSetting } from '../../core';
import type { Account } from '../account';
import type { Shelf } from './shelf';
import type { Ssh } from './ssh';

/**
 * Read-only SFTP with password, on loopback: what TD SYNNEX gives an account for its price file. SSH
 * and its host key are heavy, and made for the first client: most sandboxes never see one.
 */
export class SftpServer {
	private readonly server = createServer((socket) => void this.greet(socket));
	private ssh: Promise<Ssh> | null = null;

	constructor(
		private readonly account: Account,
		private readonly shelf: Shelf,
		private readonly setting: Pick<TwinSetting, 'ledger' | 'faults'>,
	) {}

	/** @returns the port */
	async listen(port: number): Promise<number> {
		await new Promise<void>((resolve, reject) => {
			this.server.once('error', reject);
			this.server.listen(port, '127.0.0.1', () => resolve());
		});
		return (this.server.address() as AddressInfo).port;
	}

	async close(): Promise<void> {
		(await this.ssh)?.end();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}

	private async greet(socket: Socket): Promise<void> {
		this.ssh ??= import('./ssh').then(({ Ssh }) => new Ssh(this.account, this.shelf, this.setting));
		(await this.ssh).serve(socket);
	}
}
