"""``python -m credit_rules``, and what the command ``credit-rules`` starts."""


def main() -> None:
    """Start the command line."""


if __name__ == "__main__":
    main()
