import type { World } from '../world';
import { stamp, type Rules } from './rules';

const Tickets: Rules = {
	defaults: (_sent, world) => ({
		...stamp(world, 'creatorResourceID', 'createDate'),
		lastActivityDate: world.clock.iso(),
		ticketNumber: ticketNumber(world),
	}),
};

const TicketNotes: Rules = {
	defaults: (_sent, world) => ({
		...stamp(world, 'creatorResourceID', 'createDateTime'),
		lastActivityDate: world.clock.iso(),
	}),
};

const UserDefinedFieldDefinitions: Rules = {
	defaults: (sent, world) => ({
		createDate: world.clock.iso(),
		isActive: sent.isActive ?? true,
	}),
};

const UserDefinedFieldListItems: Rules = UserDefinedFieldDefinitions;

export const ticketRules = {
	Tickets,
	TicketNotes,
	UserDefinedFieldDefinitions,
	UserDefinedFieldListItems,
};

function ticketNumber(world: World): string {
	const day = world.clock.iso().slice(0, 10).replaceAll('-', '');
	return `T${day}.${String(1 + world.store.table('Tickets').size).padStart(4, '0')}`;
}
