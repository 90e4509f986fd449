import type { Where } from '../events.js';
import type { LastMessages } from '../schema.js';
import { quantityWords, timesWords, whereWords } from './comparison.js';
import type { LeafWords } from './leaf.js';
import { quote, sentence } from './text.js';

/** “the last 3 “promotion” e-mails”. */
function messagesWords(count: number, where: Where | undefined): string {
  const [only, ...others] = where ?? [];
  const topic = only?.property === 'topic' && others.length === 0 && Object.keys(only.is).length === 1 ? only.is.eq : undefined;
  const number = count === 1 ? 'the last' : `the last ${count}`;
  const noun = count === 1 ? 'e-mail' : 'e-mails';
  return topic === undefined ? sentence(number, noun, whereWords(where)) : sentence(number, quote(String(topic)), noun);
}

/** “did not open the last e-mail” */
function refusal({ engaged, lastMessages, where }: LastMessages): string {
  return `did not ${engaged === 'opened' ? 'open' : 'click'} ${messagesWords(lastMessages, where)}`;
}

function describe(leaf: LastMessages): string {
  const messages = messagesWords(leaf.lastMessages, leaf.where);
  const times = timesWords(leaf.times);
  if (times === 'never') return leaf.lastMessages === 1 ? refusal(leaf) : `${leaf.engaged} none of ${messages}`;
  if (leaf.lastMessages === 1 && times === '') return `${leaf.engaged} ${messages}`;
  return `${leaf.engaged} ${times === '' ? 'at least 1' : quantityWords(leaf.times)} of ${messages}`;
}

/** How many of the latest messages were opened or clicked. */
export const lastMessagesWords: LeafWords<LastMessages> = {
  describe,
  observe: (leaf, { count = 0, available }) => {
    if (available !== undefined && available < leaf.lastMessages) {
      return `${available === 0 ? 'no such e-mail was' : `only ${available} such ${available === 1 ? 'e-mail was' : 'e-mails were'}`} sent, needs ${leaf.lastMessages}`;
    }
    if (leaf.lastMessages === 1)
      return `${count === 0 ? refusal(leaf) : `${leaf.engaged} ${messagesWords(1, leaf.where)}`}, needs ${quantityWords(leaf.times)}`;
    return `${leaf.engaged} ${count === 0 ? 'none' : count} of ${messagesWords(leaf.lastMessages, leaf.where)}, needs ${quantityWords(leaf.times)}`;
  },
};
