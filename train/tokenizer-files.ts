/**
 * The files beside the weights that let transformers load the model: a tokenizer that turns every UTF-16 unit into one
 * token and looks it up, variants of a character under the same number. It normalises nothing; the vocabulary does.
 */
import { PADDING, spellings, UNKNOWN, type Alphabet } from './alphabet.ts'

/** Longer texts count with their beginning: an average over more says nothing, and a batch's memory stays bounded. */
const MAX_CHARACTERS = 2048

const PADDING_TOKEN = '[PAD]'
const UNKNOWN_TOKEN = '[UNK]'

/** @returns file name → content. */
export function tokenizerFiles(alphabet: Alphabet): Map<string, string> {
  return new Map([
    ['config.json', json({ model_type: 'bert', architectures: ['BertModel'], vocab_size: alphabet.size })],
    ['tokenizer.json', json(tokenizer(alphabet))],
    ['tokenizer_config.json', json(tokenizerConfig())],
  ])
}

function tokenizer(alphabet: Alphabet): object {
  const vocabulary = [[PADDING_TOKEN, PADDING], [UNKNOWN_TOKEN, UNKNOWN], ...spellings(alphabet)]
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: { type: 'FixedLength', length: 1 },
    post_processor: null,
    decoder: null,
    model: { type: 'WordLevel', unk_token: UNKNOWN_TOKEN, vocab: Object.fromEntries(vocabulary) as object },
  }
}

function tokenizerConfig(): object {
  return {
    tokenizer_class: 'PreTrainedTokenizer',
    model_max_length: MAX_CHARACTERS,
    pad_token: PADDING_TOKEN,
    unk_token: UNKNOWN_TOKEN,
  }
}

function json(value: object): string {
  return `${JSON.stringify(value)}\n`
}
