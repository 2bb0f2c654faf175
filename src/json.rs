//! Values of the domain as JSON.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value;

/// A decimal as a JSON number: whole values without a point, all others with the digits they have, as far as a
/// double holds them.
pub fn decimal(value: Decimal) -> Value {
    let value = value.normalize();
    let whole = if value.is_integer() { value.to_i64() } else { None };
    if let Some(whole) = whole {
        return Value::from(whole);
    }
    value.to_string().parse::<f64>().map_or(Value::Null, Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, expected) in [("16400", "16400"), ("2.50", "2.5"), ("47.38", "47.38"), ("288000000.00", "288000000")]
        {
            assert_eq!(decimal(text.parse().unwrap()).to_string(), expected);
        }
    }
}
