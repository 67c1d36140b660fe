import { open, type FileHandle } from 'node:fs/promises';
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2';

import type { TwinSetting } from '../../core';
import type { ShelvedFile, Shelf } from './shelf';

const { FLAGS_READ, OK, EOF, NO_SUCH_FILE, PERMISSION_DENIED, FAILURE } = {
	FLAGS_READ: ssh2.utils.sftp.OPEN_MODE.READ,
	...ssh2.utils.sftp.STATUS_CODE,
};
const WRITING = [
	'WRITE',
	'FSETSTAT',
	'SETSTAT',
	'REMOVE',
	'RMDIR',
	'MKDIR',
	'RENAME',
	'SYMLINK',
] as const;
const FOLDER_MODE = 0o040555;
const FILE_MODE = 0o100444;

interface OpenFile {
	file: ShelvedFile;
	from: FileHandle;
	/** Bytes that a broken transfer still gives. */
	readable: number;
}

/** One client's walk through the files. */
export class Session {
	private readonly files = new Map<number, OpenFile>();
	private readonly listings = new Map<number, string[]>();
	private next = 1;

	constructor(
		private readonly sftp: SFTPWrapper,
		private readonly connection: Connection,
		private readonly shelf: Shelf,
		private readonly setting: Pick<TwinSetting, 'ledger' | 'faults'>,
	) {
		sftp.on('REALPATH', (id, path) => {
			const filename = absolute(path);
			sftp.name(id, [{ filename, longname: filename, attrs: attributes(FOLDER_MODE, 0, 0) }]);
		});
		sftp.on('STAT', (id, path) => this.run(id, () => this.stat(id, path)));
		sftp.on('LSTAT', (id, path) => this.run(id, () => this.stat(id, path)));
		sftp.on('FSTAT', (id, handle) => this.fstat(id, handle));
		sftp.on('OPENDIR', (id, path) => this.openFolder(id, path));
		sftp.on('READDIR', (id, handle) => this.run(id, () => this.readFolder(id, handle)));
		sftp.on('OPEN', (id, path, flags) => this.run(id, () => this.open(id, path, flags)));
		sftp.on('READ', (id, handle, offset, length) =>
			this.run(id, () => this.read(id, handle, offset, length)),
		);
		sftp.on('CLOSE', (id, handle) => this.run(id, () => this.closeHandle(id, handle)));
		for (const writing of WRITING) {
			(sftp as { on(event: string, refuse: (id: number) => void): void }).on(writing, (id) =>
				sftp.status(id, PERMISSION_DENIED),
			);
		}
		connection.on('close', () => void this.abandon());
	}

	private run(id: number, work: () => Promise<void>): void {
		work()
			.catch(() => this.sftp.status(id, FAILURE))
			// a client that leaves while reads are under way takes no answer any more
			.catch(() => undefined);
	}

	private async stat(id: number, path: string): Promise<void> {
		const place = absolute(path);
		if (this.shelf.folders().has(place)) return this.sftp.attrs(id, attributes(FOLDER_MODE, 0, 0));
		const file = await this.shelf.file(place);
		if (!file) return this.sftp.status(id, NO_SUCH_FILE);
		this.sftp.attrs(id, attributes(FILE_MODE, file.size, file.mtime));
	}

	private fstat(id: number, handle: Buffer): void {
		const opened = this.files.get(numberOf(handle));
		if (!opened) return this.sftp.status(id, FAILURE);
		this.sftp.attrs(id, attributes(FILE_MODE, opened.file.size, opened.file.mtime));
	}

	private openFolder(id: number, path: string): void {
		const folders = this.shelf.folders();
		const files = folders.get(absolute(path));
		if (!files) return this.sftp.status(id, NO_SUCH_FILE);
		const inside = absolute(path) === '/' ? [...folders.keys()].filter((each) => each !== '/') : [];
		this.listings.set(this.next, [...inside, ...files]);
		this.sftp.handle(id, handleOf(this.next++));
	}

	private async readFolder(id: number, handle: Buffer): Promise<void> {
		const key = numberOf(handle);
		const paths = this.listings.get(key);
		if (!paths) return this.sftp.status(id, FAILURE);
		if (paths.length === 0) return this.sftp.status(id, EOF);
		this.listings.set(key, []);
		this.sftp.name(id, await Promise.all(paths.map((path) => this.describe(path))));
	}

	private async describe(path: string) {
		const file = await this.shelf.file(path);
		const attrs = file
			? attributes(FILE_MODE, file.size, file.mtime)
			: attributes(FOLDER_MODE, 0, 0);
		const filename = path.slice(path.lastIndexOf('/') + 1);
		const when = new Date(attrs.mtime * 1000).toUTCString().slice(8, 16);
		const kind = file ? '-r--r--r--' : 'dr-xr-xr-x';
		return { filename, longname: `${kind} 1 sftp sftp ${attrs.size} ${when} ${filename}`, attrs };
	}

	private async open(id: number, path: string, flags: number): Promise<void> {
		const place = absolute(path);
		if (flags !== FLAGS_READ) return this.sftp.status(id, PERMISSION_DENIED);
		const { ledger, faults } = this.setting;
		const entry = ledger.begin({
			system: 'tdsynnex',
			endpoint: 'sftp',
			method: 'GET',
			path: place,
		});
		ledger.end(entry);
		const fault = faults.take('tdsynnex', 'sftp', 'GET');
		entry.fault = fault?.kind ?? null;
		if (fault?.kind === 'resetBefore') return void this.connection.end();
		const file = await this.shelf.file(place);
		if (!file) return this.sftp.status(id, NO_SUCH_FILE);
		const share = fault?.kind === 'truncatedBody' ? (fault.share ?? 0.5) : 1;
		const readable = Math.floor(file.size * share);
		this.files.set(this.next, { file, from: await open(file.localPath, 'r'), readable });
		entry.answered = true;
		this.sftp.handle(id, handleOf(this.next++));
	}

	/** A broken transfer hangs up in the middle: the client must not take it for the end. */
	private async read(id: number, handle: Buffer, offset: number, length: number): Promise<void> {
		const opened = this.files.get(numberOf(handle));
		if (!opened) return this.sftp.status(id, FAILURE);
		if (offset >= opened.file.size) return this.sftp.status(id, EOF);
		if (offset >= opened.readable) return void this.connection.end();
		const wanted = Math.min(length, opened.readable - offset);
		const { buffer, bytesRead } = await opened.from.read(
			Buffer.allocUnsafe(wanted),
			0,
			wanted,
			offset,
		);
		this.sftp.data(id, buffer.subarray(0, bytesRead));
	}

	private async closeHandle(id: number, handle: Buffer): Promise<void> {
		const key = numberOf(handle);
		const opened = this.files.get(key);
		this.files.delete(key);
		this.listings.delete(key);
		await opened?.from.close();
		this.sftp.status(id, OK);
	}

	private async abandon(): Promise<void> {
		for (const { from } of this.files.values()) await from.close();
		this.files.clear();
	}
}

function attributes(mode: number, size: number, mtime: number) {
	return { mode, uid: 0, gid: 0, size, atime: mtime, mtime };
}

/** Clients say `.`, `./x`, `x` or `/x`. */
function absolute(path: string): string {
	const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
	return `/${parts.join('/')}`;
}

function handleOf(key: number): Buffer {
	const handle = Buffer.alloc(4);
	handle.writeUInt32BE(key);
	return handle;
}

function numberOf(handle: Buffer): number {
	return handle.length === 4 ? handle.readUInt32BE(0) : -1;
}
