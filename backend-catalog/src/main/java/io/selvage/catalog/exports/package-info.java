/**
 * Writes an API of the catalog as a document that tools read and that can be imported
 * again.
 */
@NullMarked
package io.selvage.catalog.exports;

import org.jspecify.annotations.NullMarked;
