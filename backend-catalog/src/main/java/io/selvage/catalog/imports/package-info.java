/**
 * Imports of API descriptions: OpenAPI and WSDL documents become operations and schemas
 * by the rules of API Management.
 */
@NullMarked
package io.selvage.catalog.imports;

import org.jspecify.annotations.NullMarked;
