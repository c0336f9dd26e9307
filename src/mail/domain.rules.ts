/** What is behind the last @ of an address, in lower case: whose server takes it. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
