/**
 * Writes the embedding as an ONNX model: character numbers [texts, characters] go in, unit vectors [texts, dimensions]
 * come out. Looking up pairs, weighting, adding and scaling all happen inside, so a caller needs a tokenizer that knows
 * single characters and nothing else. The bytes depend on the arguments alone.
 */
import protobuf from 'protobufjs'
import { FIRST_CHARACTER } from './alphabet.ts'
import { HASH_FIRST, HASH_SECOND, ZERO_ROW, type GramTable } from './grams.ts'
import { ATTRIBUTE_TYPES, ELEMENT_TYPES, ONNX_SCHEMA } from './onnx-schema.ts'
import type { QuantizedTable } from './quantize.ts'

/** Old enough for every onnxruntime that transformers 2 to 4 bring along. */
const OPSET = 13
const IR_VERSION = 8

interface Tensor {
  readonly name: string
  readonly dims: readonly number[]
  readonly dataType: number
  readonly rawData: Uint8Array
}

interface Node {
  readonly opType: string
  readonly input: readonly string[]
  readonly output: readonly string[]
  readonly attribute: readonly { readonly name: string; readonly type: number; readonly i: number }[]
}

/** @returns the bytes of the .onnx file. */
export function encodeOnnxModel(grams: GramTable, table: QuantizedTable): Uint8Array {
  const model = protobuf.Root.fromJSON(ONNX_SCHEMA).lookupType('ModelProto')
  const graph = {
    name: 'xuefa-zh-static',
    node: graphNodes(),
    initializer: [...constants(grams), ...tables(grams, table)],
    input: [valueInfo('input_ids', ELEMENT_TYPES.int64, ['texts', 'characters'])],
    output: [valueInfo('sentence_embedding', ELEMENT_TYPES.float32, ['texts', table.dimensions])],
  }
  const message = {
    irVersion: IR_VERSION,
    producerName: 'xuefa',
    graph,
    opsetImport: [{ domain: '', version: OPSET }],
  }
  return model.encode(model.fromObject(message)).finish()
}

/**
 * rows = [characters, pairs]; vector = Σ scale · row over both, then unit length. The tiny
 * `anchor` gives a direction to texts without any known character and changes no other.
 */
function graphNodes(): Node[] {
  return [
    node('Pad', ['input_ids', 'pad_right'], 'padded'),
    node('Slice', ['padded', 'one', 'far', 'axis_1'], 'next_ids'),
    // The known pair stands where base and owner say so; any other pair goes to a shared row.
    node('Gather', ['base', 'input_ids'], 'shift_int32'),
    { ...node('Cast', ['shift_int32'], 'shift'), attribute: [integer('to', ELEMENT_TYPES.int64)] },
    node('Add', ['shift', 'next_ids'], 'slot'),
    node('Gather', ['owner', 'slot'], 'slot_owner_int32'),
    { ...node('Cast', ['slot_owner_int32'], 'slot_owner'), attribute: [integer('to', ELEMENT_TYPES.int64)] },
    node('Equal', ['slot_owner', 'input_ids'], 'is_known'),
    node('Gather', ['value', 'slot'], 'known_row_int32'),
    { ...node('Cast', ['known_row_int32'], 'known_row'), attribute: [integer('to', ELEMENT_TYPES.int64)] },
    node('Mul', ['input_ids', 'hash_first'], 'hash_a'),
    node('Mul', ['next_ids', 'hash_second'], 'hash_b'),
    node('Add', ['hash_a', 'hash_b'], 'hash_sum'),
    node('Mod', ['hash_sum', 'shared_rows'], 'hash'),
    node('Add', ['hash', 'first_shared_row'], 'shared_row'),
    node('Where', ['is_known', 'known_row', 'shared_row'], 'pair_row'),
    node('Min', ['input_ids', 'next_ids'], 'lesser'),
    node('Less', ['lesser', 'first_character'], 'is_broken'),
    node('Where', ['is_broken', 'zero_row', 'pair_row'], 'pair_or_zero'),
    { ...node('Concat', ['input_ids', 'pair_or_zero'], 'rows'), attribute: [integer('axis', 1)] },
    node('Gather', ['scale', 'rows'], 'row_scale'),
    node('Unsqueeze', ['row_scale', 'axis_1'], 'weights'),
    node('Gather', ['table', 'rows'], 'row_int8'),
    { ...node('Cast', ['row_int8'], 'row_float'), attribute: [integer('to', ELEMENT_TYPES.float32)] },
    node('MatMul', ['weights', 'row_float'], 'sum_3d'),
    node('Squeeze', ['sum_3d', 'axis_1'], 'sum'),
    node('Add', ['sum', 'anchor'], 'anchored'),
    node('Mul', ['anchored', 'anchored'], 'squares'),
    { ...node('ReduceSum', ['squares', 'axis_1'], 'square_length'), attribute: [integer('keepdims', 1)] },
    node('Sqrt', ['square_length'], 'length'),
    node('Div', ['anchored', 'length'], 'sentence_embedding'),
  ]
}

function constants(grams: GramTable): Tensor[] {
  const single = (name: string, value: number): Tensor => int64(name, [1], [value])
  return [
    int64('pad_right', [4], [0, 0, 0, 1]),
    single('one', 1),
    single('far', Number.MAX_SAFE_INTEGER),
    single('axis_1', 1),
    single('hash_first', HASH_FIRST),
    single('hash_second', HASH_SECOND),
    single('shared_rows', grams.rowCount - grams.firstSharedRow),
    single('first_shared_row', grams.firstSharedRow),
    single('first_character', FIRST_CHARACTER),
    single('zero_row', ZERO_ROW),
  ]
}

function tables(grams: GramTable, table: QuantizedTable): Tensor[] {
  const { base, owner, value } = grams.pairs
  return [
    int32('base', base),
    int32('owner', owner),
    int32('value', value),
    float32('scale', table.scales),
    float32('anchor', table.anchor),
    {
      name: 'table',
      dims: [table.scales.length, table.dimensions],
      dataType: ELEMENT_TYPES.int8,
      rawData: bytesOf(table.values),
    },
  ]
}

function node(opType: string, input: readonly string[], output: string): Node {
  return { opType, input, output: [output], attribute: [] }
}

function integer(name: string, i: number): Node['attribute'][number] {
  return { name, type: ATTRIBUTE_TYPES.int, i }
}

function int64(name: string, dims: readonly number[], values: Iterable<number>): Tensor {
  const big = BigInt64Array.from([...values].map(BigInt))
  return { name, dims, dataType: ELEMENT_TYPES.int64, rawData: bytesOf(big) }
}

function int32(name: string, values: Int32Array): Tensor {
  return { name, dims: [values.length], dataType: ELEMENT_TYPES.int32, rawData: bytesOf(values) }
}

function float32(name: string, values: Float32Array): Tensor {
  return { name, dims: [values.length], dataType: ELEMENT_TYPES.float32, rawData: bytesOf(values) }
}

function bytesOf(values: Int8Array | Int32Array | Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

function valueInfo(name: string, elemType: number, dims: readonly (string | number)[]): object {
  const dim = dims.map(size => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }))
  return { name, type: { tensorType: { elemType, shape: { dim } } } }
}
