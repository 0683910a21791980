/**
 * Client certificates of the catalog, opened and ready to be presented.
 */
@NullMarked
package io.selvage.catalog.certificate;

import org.jspecify.annotations.NullMarked;
