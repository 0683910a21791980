package io.selvage.gateway.expression.code;

import org.jspecify.annotations.Nullable;

/**
 * A variable that lambdas share with the code around them.
 */
final class Cell {

	@Nullable Object value;

}
