/**
 * The entities a gateway uses, decoded once from their resources into immutable records.
 */
@NullMarked
package io.selvage.catalog.entity;

import org.jspecify.annotations.NullMarked;
