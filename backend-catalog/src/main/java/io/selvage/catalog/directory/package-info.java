/**
 * The directory source: a tree in the APIOps artifact layout, watched and loaded as a
 * whole or not at all.
 */
@NullMarked
package io.selvage.catalog.directory;

import org.jspecify.annotations.NullMarked;
