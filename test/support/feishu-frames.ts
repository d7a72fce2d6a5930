/** The frames of Feishu's long connection: protobuf with a handful of fields. */

export interface Frame {
  /** 0 control, 1 data. */
  method: number;
  headers: Readonly<Record<string, string>>;
  payload: Uint8Array;
}

const FIELD = { seqId: 1, logId: 2, service: 3, method: 4, headers: 5, payload: 8 } as const;
const KEY = 1;
const VALUE = 2;
const VARINT = 0;
const BYTES = 2;

export function encodeFrame({ method, headers, payload }: Frame): Buffer {
  const pairs = Object.entries(headers).map(([key, value]) =>
    bytesField(FIELD.headers, Buffer.concat([textField(KEY, key), textField(VALUE, value)])),
  );
  return Buffer.concat([
    varintField(FIELD.seqId, 1),
    varintField(FIELD.logId, 1),
    varintField(FIELD.service, 1),
    varintField(FIELD.method, method),
    ...pairs,
    bytesField(FIELD.payload, payload),
  ]);
}

export function decodeFrame(buffer: Buffer): Frame {
  const fields = readFields(buffer);
  const headers = fields
    .filter(({ field }) => field === FIELD.headers)
    .map(({ bytes }) => readFields(bytes).map((each) => each.bytes.toString()) as [string, string]);
  return {
    method: fields.find(({ field }) => field === FIELD.method)?.number ?? 0,
    headers: Object.fromEntries(headers),
    payload: fields.find(({ field }) => field === FIELD.payload)?.bytes ?? Buffer.alloc(0),
  };
}

function readFields(buffer: Buffer): { field: number; number: number; bytes: Buffer }[] {
  const fields = [];
  let at = 0;
  const varint = () => {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = buffer[at++];
      if (byte === undefined) throw new Error('a frame that ends too soon');
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  };
  while (at < buffer.length) {
    const tag = varint();
    const number = varint();
    const isBytes = (tag & 7) === BYTES;
    fields.push({
      field: tag >> 3,
      number,
      bytes: isBytes ? buffer.subarray(at, at + number) : Buffer.alloc(0),
    });
    if (isBytes) at += number;
  }
  return fields;
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

function varintField(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8 + VARINT), varint(value)]);
}

function bytesField(field: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([varint(field * 8 + BYTES), varint(bytes.byteLength), bytes]);
}

function textField(field: number, text: string): Buffer {
  return bytesField(field, Buffer.from(text));
}
