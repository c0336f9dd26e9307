const ADDRESS = /[^\s<>"'(),;:]+@/g;

/** What a server said, without the part of addresses that names a person or an office. */
export const withoutAddresses = (text: string): string => text.replaceAll(ADDRESS, '…@');
