/**
 * Resources of the API Management contract in one generic form: identity, schema, and a
 * tolerant reader with a canonical writer for their JSON.
 */
@NullMarked
package io.selvage.catalog.resource;

import org.jspecify.annotations.NullMarked;
