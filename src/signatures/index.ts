export { recordSignatures, signaturesOf } from './record-signatures.js';
export { SIGNATURE_ENTITIES } from './signature.entity.js';
export type { SignatureFound } from './signature.rules.js';
export { addSignaturesCommands } from './signatures.commands.js';
export { SignaturesModule } from './signatures.module.js';
export { Signatures } from './signatures.view.js';
export { trustOf } from './trust-roots.js';
export { verifySignatures, type Trust } from './verify-signatures.js';
