type Transferable = ArrayBuffer & { transferToFixedLength?(length?: number): ArrayBuffer };

// the parser of PDFs lists what is drawn with it, and Node has it only from 21 on
const prototype = ArrayBuffer.prototype as Transferable;
if (prototype.transferToFixedLength === undefined)
  Object.defineProperty(prototype, 'transferToFixedLength', {
    configurable: true,
    writable: true,
    value(this: ArrayBuffer, length = this.byteLength): ArrayBuffer {
      const moved = new ArrayBuffer(length);
      new Uint8Array(moved).set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
      return moved;
    },
  });
