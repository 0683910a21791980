/**
 * Fuzz targets, one class for each reader of text that others write.
 */
@NullMarked
package io.selvage.fuzz;

import org.jspecify.annotations.NullMarked;
