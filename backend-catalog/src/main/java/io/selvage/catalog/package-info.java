/**
 * The entities of the Azure API Management contract and the immutable snapshot a gateway
 * serves from.
 */
@NullMarked
package io.selvage.catalog;

import org.jspecify.annotations.NullMarked;
