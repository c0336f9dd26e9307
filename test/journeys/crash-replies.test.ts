import { comesToTheSame } from '../support/crashing-acts.js';
import { deadAddress, draftOf, failedMessage, waitingReply } from '../support/planted-replies.js';

comesToTheSame('killed before its commit, then after it, and asked again, it comes to the same when a unit', [
  [
    'counts an answer by mail',
    'reply.decided',
    async (world) => ({ by: 'so-1', path: `/replies/${await waitingReply(world, 'so-1')}/acknowledge` }),
  ],
  [
    'sends the report of a draft that came by mail',
    'reply.draftDecided',
    async (world) => ({
      by: 'so-1',
      path: `/replies/drafts/${await draftOf(world, 'so-1')}/submit`,
      body: { text: 'đã rà soát' },
    }),
  ],
  [
    '’s operator puts an address back into use',
    'reply.mailboxRevived',
    async (world) => ({
      by: 'so-3',
      token: await world.token('so-3', 'operator'),
      path: '/replies/dead/revive',
      body: { address: await deadAddress(world, 'so-3') },
    }),
  ],
  [
    '’s operator has a message sent again',
    'message.sentAgain',
    async (world) => ({
      by: 'so-2',
      token: await world.token('so-2', 'operator'),
      path: `/mail/messages/${await failedMessage(world, 'so-2')}/resend`,
    }),
  ],
]);
